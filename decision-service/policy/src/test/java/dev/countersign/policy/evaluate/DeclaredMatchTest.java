package dev.countersign.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What rules may ask about declared interfaces, changed content, and who proposes. */
class DeclaredMatchTest {
    private static final String CLOUD =
            """
            version: "2.1"
            defaults: {network: allow, command: allow, package: allow}
            apis:
              - id: cloud
                hosts: ["api.cloud.example", "*.eu.cloud.example"]
                environments: [production]
                operations:
                  - {name: volume_delete, method: DELETE, path: "/v1/volumes/{id}", irreversible: true}
                  - {name: volume_read, method: [GET, HEAD], path: "/v1/volumes/**"}
                  - {name: purge, path: /v1/purge, irreversible: true}
            """;

    static Stream<Arguments> requests() {
        return Stream.of(
                argumentSet("plain", "curl -X DELETE https://api.cloud.example/v1/volumes/7", true),
                argumentSet(
                        "subdomain",
                        "curl -X DELETE https://a.eu.cloud.example/v1/volumes/7",
                        true),
                argumentSet(
                        "doubled slash",
                        "curl -X DELETE https://api.cloud.example//v1//volumes/7/",
                        true),
                argumentSet(
                        "dots",
                        "curl -X DELETE https://api.cloud.example/v1/./x/../volumes/7",
                        true),
                argumentSet(
                        "escapes",
                        "curl -X DELETE https://api.cloud.example/v1/%76olumes/%37",
                        true),
                argumentSet(
                        "escaped slash",
                        "curl -X DELETE https://api.cloud.example/v1%2fvolumes%2f7",
                        true),
                argumentSet(
                        "escaped dots",
                        "curl -X DELETE https://api.cloud.example/x/%2e%2e/v1/volumes/7",
                        true),
                argumentSet(
                        "letter case",
                        "curl -X delete https://API.cloud.example/V1/Volumes/7",
                        true),
                argumentSet(
                        "query",
                        "curl -X DELETE 'https://api.cloud.example/v1/volumes/7?x=1'",
                        true),
                argumentSet(
                        "other port",
                        "curl -X DELETE https://api.cloud.example:8443/v1/volumes/7",
                        true),
                argumentSet(
                        "unknown method",
                        "curl -X $M https://api.cloud.example/v1/volumes/7",
                        true),
                argumentSet(
                        "unknown name",
                        "curl -X DELETE https://api.cloud.example/v1/volumes/$ID",
                        true),
                argumentSet("unknown path", "curl -X DELETE https://api.cloud.example/v1/$P", true),
                argumentSet("unknown host", "curl -X DELETE \"$BASE/v1/volumes/7\"", true),
                argumentSet(
                        "header",
                        "curl -X POST -H 'X-HTTP-Method-Override: DELETE' https://api.cloud.example/v1/volumes/7",
                        true),
                argumentSet("items", "http DELETE api.cloud.example/v1/volumes/7", true),
                argumentSet(
                        "wrapped",
                        "sudo sh -c 'curl -X DELETE https://api.cloud.example/v1/volumes/7'",
                        true),
                argumentSet("no method", "curl https://api.cloud.example/v1/purge", true),
                argumentSet(
                        "code",
                        "python3 -c 'import requests; requests.delete(\"https://api.cloud.example/v1/volumes/7\")'",
                        true),
                argumentSet(
                        "code of another language",
                        "node -e 'fetch(\"https://api.cloud.example/v1/volumes/\" + id, {method: \"DELETE\"})'",
                        true),
                argumentSet("reading", "curl https://api.cloud.example/v1/volumes/7", false),
                argumentSet(
                        "another path",
                        "curl -X DELETE https://api.cloud.example/v1/volumes",
                        false),
                argumentSet(
                        "deeper",
                        "curl -X DELETE https://api.cloud.example/v1/volumes/7/tags",
                        false),
                argumentSet(
                        "another host",
                        "curl -X DELETE https://api.other.example/v1/volumes/7",
                        false));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void an_operation_is_known_by_method_and_path(String command, boolean expected) {
        CompiledPolicy policy =
                Judged.policy(
                        CLOUD
                                + "rules: [{id: lost, effect: deny, match: {api: {irreversible: true}}}]");

        boolean found =
                Judged.bash(policy, command).rules().stream()
                        .anyMatch(rule -> rule.id().equals("lost"));

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void what_no_rule_speaks_of_has_the_default_of_interfaces() {
        CompiledPolicy shipped = Judged.policy(CLOUD);
        CompiledPolicy open =
                Judged.policy(CLOUD.replace("network: allow", "network: allow, api: allow"));
        String unknown = "curl https://api.cloud.example/v1/tokens";

        assertThat(SessionScopeTest.ids(Judged.bash(shipped, unknown), Effect.REQUIRE_APPROVAL))
                .containsExactly("default.api");
        assertThat(Judged.effect(open, unknown)).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(shipped, "curl https://other.example/v1/tokens"))
                .isEqualTo(Effect.ALLOW);
    }

    @Test
    void an_allowed_operation_must_be_certain() {
        CompiledPolicy policy =
                Judged.policy(
                        CLOUD
                                + "rules: [{id: look, effect: allow, match: {api: {id: cloud, operation: volume_read}}}]");

        assertThat(Judged.effect(policy, "curl https://api.cloud.example/v1/volumes/7"))
                .isEqualTo(Effect.ALLOW);
        for (String path :
                List.of(
                        "V1/volumes/7",
                        "v1/volumes/%2e%2e/tokens",
                        "v1/volumes/..%2ftokens",
                        "v1/volumes/../tokens",
                        "v1/volumes/$X",
                        "v1/volumes;x/7",
                        "v1/volumes/[1-3]")) {
            assertThat(Judged.effect(policy, "curl https://api.cloud.example/" + path))
                    .as(path)
                    .isEqualTo(Effect.REQUIRE_APPROVAL);
        }
        assertThat(Judged.effect(policy, "curl -X $M https://api.cloud.example/v1/volumes/7"))
                .isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void a_call_that_does_not_say_what_it_asks_for_may_be_anything() {
        CompiledPolicy policy =
                Judged.policy(
                        CLOUD
                                + "rules: [{id: lost, effect: deny, match: {api: {operation: purge}}}]");

        for (String command :
                List.of(
                        "openssl s_client -connect api.cloud.example:443",
                        "curl https://x.example --connect-to x.example:443:api.cloud.example:443",
                        "curl https://x.example -H 'Host: api.cloud.example'")) {
            assertThat(SessionScopeTest.ids(Judged.bash(policy, command), Effect.DENY))
                    .as(command)
                    .contains("lost");
        }
    }

    @Test
    void environments_are_those_of_interfaces_and_credentials() {
        CompiledPolicy policy =
                Judged.policy(
                        CLOUD
                                + """
                                credentials: [{id: prod, env: PROD_KEY, environments: [production, audit]}]
                                rules: [{id: live, effect: deny, match: {environments: ["prod*"]}}]
                                """);

        assertThat(Judged.effect(policy, "curl https://api.cloud.example/x"))
                .isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "./run --key $PROD_KEY")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "./run --key $OTHER")).isNotEqualTo(Effect.DENY);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                argumentSet("a pattern", "{pattern: \"eval\\\\(\"}", "a.js", "x = eval(y)", true),
                argumentSet("no such line", "{pattern: \"^eval\"}", "a.js", "x = eval(y)", false),
                argumentSet("a line of several", "{pattern: \"^b$\"}", "a.js", "a\nb\nc", true),
                argumentSet(
                        "a language",
                        "{pattern: eval, language: javascript}",
                        "src/A.MJS",
                        "eval",
                        true),
                argumentSet(
                        "another language",
                        "{pattern: eval, language: [python, sql]}",
                        "a.js",
                        "eval",
                        false),
                argumentSet(
                        "a file without an ending",
                        "{language: dockerfile}",
                        "x/Dockerfile",
                        "FROM a",
                        true),
                argumentSet(
                        "a credential",
                        "{secret: true}",
                        "a.js",
                        "k = 'ghp_" + "a1B2c3".repeat(6) + "'",
                        true),
                argumentSet(
                        "no credential", "{secret: true}", "a.js", "k = process.env.KEY", false),
                argumentSet("no credential, asked for", "{secret: false}", "a.js", "a", true));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void added_lines_are_looked_at(String content, String path, String text, boolean expected) {
        CompiledPolicy policy =
                Judged.policy(
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {content: "
                                + content
                                + "}}]");

        Effect effect =
                Judged.call(policy, "Write", Map.of("file_path", path, "content", text)).effect();

        assertThat(effect == Effect.DENY).isEqualTo(expected);
        assertThat(Judged.call(policy, "Read", Map.of("file_path", path)).effect())
                .isNotEqualTo(Effect.DENY);
    }

    @Test
    void only_added_lines_count() {
        CompiledPolicy policy =
                Judged.policy(
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {content: {pattern: eval}}}]");
        Map<String, Object> removal =
                Map.of("file_path", "a.js", "old_string", "eval(x)", "new_string", "x");

        assertThat(Judged.call(policy, "Edit", removal).effect()).isEqualTo(Effect.WARN);
        assertThat(Judged.effect(policy, "generate > a.js")).isEqualTo(Effect.DENY);
    }

    @Test
    void files_are_counted() {
        CompiledPolicy policy =
                Judged.policy(
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {files_count: {more_than: 2}}}]");

        assertThat(Judged.effect(policy, "touch a b")).isNotEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "touch a b c")).isEqualTo(Effect.DENY);
    }

    @Test
    void rules_can_be_for_some_agents_and_groups() {
        CompiledPolicy policy =
                Judged.policy(
                        """
                        version: "2.1"
                        rules:
                          - {id: agent, effect: deny, match: {program: ls, agents: ["test-*"]}}
                          - {id: group, effect: deny, match: {program: cat, groups: [interns]}}
                        """);
        Proposer tester = Proposer.UNKNOWN.named("test-1").in(Set.of("interns"));
        Proposer other = Proposer.UNKNOWN.named("prod-1").in(Set.of());

        for (String command : List.of("ls", "cat a")) {
            assertThat(SessionScopeTest.judge(policy, command, tester).effect())
                    .isEqualTo(Effect.DENY);
            assertThat(SessionScopeTest.judge(policy, command, other).effect())
                    .isEqualTo(Effect.ALLOW);
            assertThat(SessionScopeTest.judge(policy, command, Proposer.UNKNOWN).effect())
                    .isEqualTo(Effect.DENY);
        }
    }
}
