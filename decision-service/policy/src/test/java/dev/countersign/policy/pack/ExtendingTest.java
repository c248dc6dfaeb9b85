package dev.countersign.policy.pack;

import static dev.countersign.policy.language.Effect.ALLOW;
import static dev.countersign.policy.language.Effect.DENY;
import static dev.countersign.policy.language.Effect.REQUIRE_APPROVAL;
import static dev.countersign.policy.language.Effect.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file means that extends packs and says more itself. */
class ExtendingTest {
    private static final CompiledPolicy SHOP =
            Judged.policy(
                    """
                    version: "2.1"
                    extends: [{pack: builtin/baseline@1}]
                    defaults: {filesystem.write: allow}
                    permissions:
                      filesystem: {deny: ["legacy/**"]}
                      commands: {allow: [acme-lint, terraform destroy], deny: [npm publish]}
                      network: {allow_outbound: false, exceptions: [packages.example.org]}
                    """);

    static Stream<Arguments> calls() {
        return Stream.of(
                argumentSet("what the file denies", "touch legacy/a.txt", DENY),
                argumentSet(
                        "what the file denies though the pack only holds it", "npm publish", DENY),
                argumentSet("what the pack closes", "cat .env", DENY),
                argumentSet(
                        "what the pack holds, although the file lists it",
                        "terraform destroy",
                        REQUIRE_APPROVAL),
                argumentSet("a program that only the file knows", "acme-lint src", ALLOW),
                argumentSet("a closed list stays closed for what the pack knows", "npm test", DENY),
                argumentSet(
                        "a host that only the file opens",
                        "acme-lint https://packages.example.org",
                        ALLOW),
                argumentSet("words of the shell", "echo done", ALLOW));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void the_strongest_of_file_and_pack_holds(String line, Effect expected) {
        assertThat(Judged.effect(SHOP, line)).isEqualTo(expected);
    }

    @Test
    void hosts_that_the_pack_opens_stay_closed_where_the_file_closes_the_network() {
        assertThat(fetch("https://github.com/")).isEqualTo(DENY);
        assertThat(fetch("https://packages.example.org/")).isEqualTo(ALLOW);
    }

    private static Effect fetch(String url) {
        return Judged.call(SHOP, "WebFetch", Map.of("url", url)).effect();
    }

    @Test
    void a_default_of_the_file_takes_the_place_of_the_packs() {
        assertThat(write(SHOP)).isEqualTo(ALLOW);
        assertThat(
                        write(
                                Judged.policy(
                                        """
                                        version: "2.1"
                                        extends: [{pack: builtin/baseline@1}]
                                        """)))
                .isEqualTo(WARN);
    }

    private static Effect write(CompiledPolicy policy) {
        return Judged.call(policy, "Write", Map.of("file_path", "a.txt", "content", "x")).effect();
    }

    @Test
    void what_a_pack_declares_can_be_named() {
        CompiledPolicy policy =
                Judged.policy(
                        """
                        version: "2.1"
                        extends: [{pack: builtin/railway@1}]
                        rules:
                          - id: no-domains
                            effect: deny
                            match: {api: {id: railway, operation: domain_management}}
                        """);

        assertThat(
                        Judged.effect(
                                policy,
                                "curl https://backboard.railway.app/graphql/v2 -d"
                                        + " '{\"query\":\"mutation { customDomainCreate { id } }\"}'"))
                .isEqualTo(DENY);
    }

    @Test
    void certain_leaves_out_what_only_may_be() {
        CompiledPolicy policy =
                Judged.policy(
                        """
                        version: "2.1"
                        defaults: {filesystem.write: allow, command: allow}
                        rules:
                          - id: no-todo
                            effect: deny
                            match: {certain: [{paths: ["src/**"], content: {pattern: TODO}}]}
                        """);

        assertThat(Judged.effect(policy, "echo TODO > src/a.txt")).isEqualTo(DENY);
        assertThat(Judged.effect(policy, "echo done > src/a.txt")).isEqualTo(ALLOW);
        assertThat(Judged.effect(policy, "cp a.txt src/a.txt")).isEqualTo(ALLOW);
        assertThat(Judged.effect(policy, "echo TODO > \"$FILE\"")).isEqualTo(ALLOW);
    }
}
