package dev.countersign.cli.checklist;

import dev.countersign.policy.language.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A repository, and services that know its agent, of which all twelve points are ready. */
record ReadyRepository(Path folder, FakeServices services) {

    static final String POLICY =
            """
            version: "2.1"
            agent_id: code-assistant-prod
            defaults: {network: deny, mcp: deny}
            permissions:
              filesystem: {deny: ["config/tokens.txt"]}
              network: {allow_outbound: false, exceptions: [github.com]}
            constraints: {protected_branches: [main]}
            credentials:
              - {id: railway_token, env: RAILWAY_TOKEN, pattern: "rw_[A-Za-z0-9]{32,}", environments: [production]}
            apis:
              - id: railway
                hosts: ["backboard.railway.app"]
                operations:
                  - {name: volume_delete, graphql: "mutation volumeDelete", irreversible: true}
                  - {name: backup_delete, method: DELETE, path: "/v1/backups/{id}", irreversible: true}
            policies:
              kill: [{action_type: irreversible_infrastructure_deletion}]
            """;

    static final String SETTINGS =
            """
            {
              "hooks": {
                "PreToolUse": [
                  {"hooks": [{"type": "command", "command": "/opt/countersign/countersign-hook",
                    "args": ["claude-code"], "timeout": 900, "onFailure": "block"}]}
                ]
              },
              "sandbox": {"enabled": true, "allowUnsandboxedCommands": false}
            }
            """;

    private static final String TOKEN = "rw_0123456789abcdefghijklmnopqrstuv";

    static ReadyRepository in(Path folder, FakeServices services) throws IOException {
        var made = new ReadyRepository(folder, services);
        made.write(".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/main\n");
        made.write(".claude/settings.json", SETTINGS);
        made.write(".mcp.json", "{\"mcpServers\": {\n  \"github\": {\"command\": \"gh-mcp\"}}}");
        made.write(".env", "RAILWAY_TOKEN=" + TOKEN + "\n");
        made.write(
                ".env.example",
                """
                # what is needed
                export RAILWAY_TOKEN=
                RAILWAY_API_URL="https://backboard.railway.app/graphql/v2"
                STRIPE_API_URL=https://api.stripe.com/v1
                DOCS_URL=https://docs.example.com/
                """);
        made.write("config/tokens.txt", "the token is " + TOKEN + "\n");
        made.policy(POLICY);
        services.says(
                "/v1/agents",
                """
                [{"id":"agt_1","name":"code-assistant-prod","operator":"dave","revoked_at":null,
                  "keys":[{"handle":"k","expires_at":"2027-01-01T00:00:00Z","revoked_at":null}]}]""");
        services.says(
                "/v1/sessions",
                "[{\"agent_name\":\"code-assistant-prod\",\"started_at\":\"2026-11-20T08:00:00Z\"}]");
        services.says(
                "/v1/bypasses",
                "[{\"id\":\"byp_1\",\"requester\":\"dave\",\"reviewed_by\":\"carol\"}]");
        services.says(
                "/v1/events", "{\"items\":[{\"time\":\"2026-11-20T11:59:00Z\"}],\"cursor\":null}");
        return made;
    }

    /** Writes the policy and puts it in force. */
    void policy(String yaml) throws IOException {
        write(".agent-policy.yml", yaml);
        inForce(PolicyFile.read(".agent-policy.yml", yaml).digest());
    }

    void inForce(String digest) {
        services.says(
                "/v1/policies/active",
                "[{\"id\":\"pol_1\",\"version\":\"2.1+%s\",\"active_for\":[\"code-assistant-prod\"]}]"
                        .formatted(digest));
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
