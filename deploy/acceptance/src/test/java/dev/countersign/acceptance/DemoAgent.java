package dev.countersign.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/** A registered agent operated by dave, with a policy and a session of its own. */
record DemoAgent(String name, String key, String session, int port) {

    /** The seed policy of the specification, for one agent. */
    static final String POLICY =
            """
            version: "1.0"
            agent_id: "%s"
            permissions:
              filesystem:
                allow: ["src/**/*.ts", "tests/**/*.spec.ts"]
                deny: [".env*", "secrets/**", "node_modules/**"]
              commands:
                allow: ["npm test", "npm run lint"]
                deny: ["rm -rf", "curl *", "git push --force"]
              network:
                allow_outbound: false
            constraints:
              max_files_per_action: 10
              require_human_approval:
                - file_pattern: "package.json"
                - command_pattern: "git commit"
            audit:
              log_all_actions: true
              retention_days: 365
              alert_on_deny: true
            """;

    static DemoAgent register(String name) {
        String erin = Http.token("erin");
        Http.Answer agent =
                Http.post(
                        Deployed.url(Deployed.DECISION, "/v1/agents"),
                        erin,
                        "{\"name\":\"%s\",\"operator\":\"dave\"}".formatted(name));
        assertThat(agent.body().path("key").asText()).as(agent.text()).isNotEmpty();
        Http.Answer policy =
                Http.post(
                        Deployed.url(Deployed.DECISION, "/v1/policies"),
                        erin,
                        POLICY.formatted(name));
        String id = policy.body().path("id").asText();
        assertThat(id).as(policy.text()).startsWith("pol_");
        Http.Answer activated =
                Http.post(
                        Deployed.url(Deployed.DECISION, "/v1/policies/" + id + "/activate"),
                        erin,
                        "{}");
        assertThat(activated.status()).as(activated.text()).isBetween(200, 299);
        return new DemoAgent(
                name, agent.body().path("key").asText(), "session-of-" + name, Deployed.DECISION);
    }

    /** The same agent, talking to another replica of decision-service. */
    DemoAgent at(int port) {
        return new DemoAgent(name, key, session, port);
    }

    Http.Answer proposes(String tool, String input) {
        return Http.post(hook(), key, payload(tool, input));
    }

    CompletableFuture<Http.Answer> isHeldFor(String tool, String input) {
        return Http.postHeld(hook(), key, payload(tool, input));
    }

    CompletableFuture<Http.Answer> writesPackageJson() {
        return isHeldFor(
                "Write",
                "{\"file_path\":\"/home/dev/acme-app/package.json\",\"content\":\"{}\\n\"}");
    }

    /** The pending requests of this agent, once there are as many as expected. */
    List<JsonNode> pending(int expected) {
        return await("%d pending requests of %s".formatted(expected, name))
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(this::pending, found -> found.size() == expected);
    }

    List<JsonNode> pending() {
        JsonNode items =
                Http.get(
                                Deployed.url(
                                        Deployed.APPROVAL,
                                        "/v1/approvals?status=PENDING&limit=200"),
                                Http.token("carol"))
                        .body()
                        .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("proposer").path("agent_name").asText().equals(name))
                .toList();
    }

    Http.Answer vote(String approval, String voter, String vote) {
        return votesAt(Deployed.APPROVAL, approval, voter, vote);
    }

    Http.Answer votesAt(int replica, String approval, String voter, String vote) {
        return Http.post(
                Deployed.url(replica, "/v1/approvals/" + approval + "/votes"),
                Http.token(voter),
                "{\"vote\":\"%s\",\"reason\":\"seen and understood\"}".formatted(vote));
    }

    static String permission(Http.Answer answer) {
        return answer.body().path("hookSpecificOutput").path("permissionDecision").asText();
    }

    private String hook() {
        return Deployed.url(port, "/v1/hooks/claude-code");
    }

    private String payload(String tool, String input) {
        return """
        {"session_id":"%s","transcript_path":"/home/dev/.claude/t.jsonl","cwd":"/home/dev/acme-app",
         "permission_mode":"default","hook_event_name":"PreToolUse","tool_name":"%s",
         "tool_input":%s,"tool_use_id":"toolu_%s"}
        """
                .formatted(session, tool, input, Long.toString(System.nanoTime(), 36));
    }
}
