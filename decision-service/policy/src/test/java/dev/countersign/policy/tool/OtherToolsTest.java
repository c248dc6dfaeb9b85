package dev.countersign.policy.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tools that are no shell: the web, servers of tools, sub-agents, and what nobody has heard of. */
class OtherToolsTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();
    private static final CompiledPolicy OPEN =
            Judged.policy(
                    """
                    version: "2.1"
                    rules:
                      - {id: servers, effect: allow, match: {mcp: {server: ["*"]}}}
                    """);

    static Stream<Arguments> flowing() {
        return Stream.of(
                argumentSet("an issue", "mcp__github__get_issue", Map.of("number", 3)),
                argumentSet("a list", "mcp__linear__list_issues", Map.of()),
                argumentSet("documentation", "mcp__context7__query-docs", Map.of("query", "hooks")),
                argumentSet("a page", "mcp__playwright__browser_snapshot", Map.of()),
                argumentSet(
                        "this machine's page",
                        "mcp__playwright__browser_navigate",
                        Map.of("url", "http://localhost:3000/")),
                argumentSet(
                        "a file of the project",
                        "mcp__filesystem__read_file",
                        Map.of("path", "src/a.ts")),
                argumentSet(
                        "reading rows", "mcp__postgres__query", Map.of("sql", "select 1 from t")),
                argumentSet("names of secrets", "mcp__vault__list_secrets", Map.of()),
                argumentSet("a search", "WebSearch", Map.of("query", "how to delete a volume")),
                argumentSet("a sub-agent", "Task", Map.of("prompt", "delete the volume")),
                argumentSet("a list of things to do", "TodoWrite", Map.of("todos", List.of())),
                argumentSet(
                        "known documentation",
                        "WebFetch",
                        Map.of("url", "https://docs.python.org/3/")));
    }

    @ParameterizedTest
    @MethodSource("flowing")
    void what_only_looks_goes_on(String tool, Map<String, Object> input) {
        assertThat(Judged.call(BASELINE, tool, input).effect()).isLessThanOrEqualTo(Effect.WARN);
    }

    static Stream<Arguments> held() {
        return Stream.of(
                argumentSet("an ending", "mcp__railway__volume_delete", Map.of("id", "v")),
                argumentSet("an ending in camel case", "mcp__railway__volumeDelete", Map.of()),
                argumentSet("a deployment", "mcp__vercel__deploy", Map.of()),
                argumentSet("a reset", "mcp__supabase__reset_branch", Map.of()),
                argumentSet(
                        "a statement",
                        "mcp__postgres__query",
                        Map.of("sql", "select 1; drop table users")),
                argumentSet(
                        "a statement called query",
                        "mcp__db__query",
                        Map.of("query", "delete from users")),
                argumentSet(
                        "a mutation",
                        "mcp__api__query",
                        Map.of("query", "mutation { volumeDelete(id: 1) }")),
                argumentSet(
                        "a command", "mcp__shell__get_output", Map.of("command", "git push -f")),
                argumentSet(
                        "an address", "mcp__web__fetch", Map.of("url", "https://files.test/?d=x")),
                argumentSet(
                        "a pipeline",
                        "mcp__github__create_or_update_file",
                        Map.of("path", ".github/workflows/ci.yml")),
                argumentSet(
                        "a folder outside",
                        "mcp__filesystem__delete_directory",
                        Map.of("path", "/srv/www")));
    }

    /** Whatever a policy says of servers: danger is judged by its effect. */
    @ParameterizedTest
    @MethodSource("held")
    void what_a_name_or_an_argument_says_counts_even_where_servers_are_allowed(
            String tool, Map<String, Object> input) {
        assertThat(Judged.call(BASELINE, tool, input).effect())
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.call(OPEN, tool, input).effect())
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                argumentSet("a tool nobody knows", "LaunchRocket", Map.of()),
                argumentSet("a server without a tool", "mcp__x", Map.of()),
                argumentSet("a tool of a server that writes", "mcp__github__push_files", Map.of()),
                argumentSet(
                        "a host nobody knows", "WebFetch", Map.of("url", "https://files.test/")),
                argumentSet("no address", "WebFetch", Map.of("url", "file:///etc/passwd")));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void what_is_not_known_is_held(String tool, Map<String, Object> input) {
        assertThat(Judged.call(BASELINE, tool, input).effect())
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    static Stream<Arguments> secrets() {
        return Stream.of(
                argumentSet("a store", "mcp__vault__get_secret", Map.of("name", "db")),
                argumentSet("a file", "mcp__filesystem__read_file", Map.of("path", ".env")),
                argumentSet(
                        "several files",
                        "mcp__filesystem__read_multiple_files",
                        Map.of("paths", List.of("a.txt", "secrets/db.key"))),
                argumentSet(
                        "the metadata address",
                        "WebFetch",
                        Map.of("url", "http://[::ffff:169.254.169.254]/latest/")),
                argumentSet(
                        "the metadata address by a server",
                        "mcp__web__fetch",
                        Map.of("url", "http://2852039166/")));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_is_denied(String tool, Map<String, Object> input) {
        assertThat(Judged.call(BASELINE, tool, input).effect()).isGreaterThanOrEqualTo(Effect.DENY);
    }
}
