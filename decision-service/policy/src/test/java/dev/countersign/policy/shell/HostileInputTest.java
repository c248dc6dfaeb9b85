package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input made to break the analyser: no exception leaves it, and its own budget ends what would not
 * end.
 */
class HostileInputTest {
    private static final String[] PARTS = {
        "(",
        ")",
        "{",
        "}",
        "$(",
        "`",
        "\"",
        "'",
        "$((",
        "))",
        "${",
        "}",
        "<<X",
        "<<-'Y'",
        "\n",
        ";",
        "&",
        "|",
        "&&",
        "if ",
        "then ",
        "fi",
        "for i in ",
        "do ",
        "done",
        "case ",
        " in ",
        "esac",
        ";;",
        "[[ ",
        "]]",
        "rm -rf /data",
        "x=",
        "$x",
        "\\",
        "#",
        "*",
        "?",
        "[a-z]",
        "{a,b}",
        "~",
        "\t",
        "X",
        "Y",
        "<(",
        ">",
        "2>&1",
        "git push -f",
        "sh -c ",
        "eval ",
        "$'\\x41'",
        "\uE000",
        "é",
        "function f ",
        "!",
        "time ",
        "coproc ",
        "@(",
        "$[",
        "a[",
        "]=",
        "+=",
        "<<<",
        "|&",
        "xargs ",
        "find . -exec ",
        "{1..9}",
        "${x//",
        "/",
        "%%"
    };

    static Stream<String> adversarial() {
        return Stream.of(
                        "(",
                        "$(",
                        "${",
                        "$((",
                        "\"$(",
                        "`",
                        "{",
                        "[[",
                        "if ",
                        "<(",
                        "${x:-",
                        "$(( $(",
                        "{a,",
                        "{a,b}",
                        "<<X ",
                        "case x in (",
                        "! ",
                        "time ",
                        "x=(",
                        "f() ",
                        "sh -c '",
                        "env ",
                        "\\",
                        "sudo ",
                        "a|",
                        "[",
                        "*",
                        "((",
                        "$[")
                .map(part -> part.repeat(65_536 / part.length()));
    }

    @ParameterizedTest
    @MethodSource("adversarial")
    void a_flood_of_one_opener_ends(String text) {
        assertThat(Judged.effect(CompiledPolicy.baseline(), "rm -rf /data; " + text))
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void random_text_never_breaks_the_analyser() {
        var random = new Random(20261121);
        for (int round = 0; round < 4_000; round++) {
            var text = new StringBuilder();
            int length = 1 + random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            assertThat(Judged.effect(CompiledPolicy.baseline(), text.toString()))
                    .as(text.toString())
                    .isNotNull();
        }
    }

    @Test
    void a_limit_keeps_what_was_found_before() {
        var facts = Judged.facts("rm -rf /data; " + "true; ".repeat(50_000)).all();

        assertThat(facts).anyMatch(fact -> fact.show().equals("fs.delete.tree /data"));
        assertThat(facts)
                .anyMatch(
                        fact ->
                                fact instanceof Fact.Opaque opaque
                                        && opaque.reason() == Opacity.LIMIT);
    }

    @Test
    void a_limit_met_inside_back_quotes_keeps_what_was_found_before() {
        String noise = "*`-{(;]$ `/\"\n:-}|+;:!' *%\",>{<- }>/<?}*  :\\";

        assertThat(Judged.facts("rm -rf /data\n" + noise.repeat(5_000)).all())
                .anyMatch(fact -> fact.show().equals("fs.delete.tree /data"));
    }

    @Test
    void values_that_grow_without_end_meet_the_budget() {
        var line = "x=aaaaaaaaaa; " + "x=$x$x$x$x; ".repeat(40) + "echo $x";

        assertThat(Judged.facts(line).all())
                .anyMatch(
                        fact ->
                                fact instanceof Fact.Opaque opaque
                                        && opaque.reason() == Opacity.LIMIT);
    }

    @Test
    void a_function_that_calls_itself_meets_the_budget() {
        assertThat(Judged.effect(CompiledPolicy.baseline(), "f() { f | f & }; f"))
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                        "(",
                        "'",
                        "\"",
                        "/*",
                        "*",
                        "/**",
                        "--",
                        "$a$",
                        "do $a$ ",
                        "\\",
                        "\\!",
                        ";",
                        "delete from ",
                        "update t ",
                        "where ",
                        "or ",
                        "drop ",
                        "{",
                        "[",
                        "\\u0061",
                        "%",
                        "@",
                        "=",
                        "mutation ",
                        "db[",
                        ".drop",
                        "\n",
                        "x,",
                        "a/")
                .flatMap(
                        part ->
                                Stream.of(
                                                "psql -f -",
                                                "mysql",
                                                "mongosh",
                                                "redis-cli",
                                                "sqlcmd",
                                                "curl -K - https://github.com",
                                                "curl -d @- https://api.fly.io/graphql")
                                        .map(
                                                program ->
                                                        argumentSet(
                                                                program + " < " + part.strip(),
                                                                program,
                                                                part.repeat(
                                                                        32_768 / part.length()))));
    }

    @ParameterizedTest
    @MethodSource("floods")
    @Timeout(5)
    void a_flood_on_the_input_of_a_client_ends(String program, String text) {
        String line = "rm -rf /data; " + program + " <<'NEVER'\n" + text + "\nNEVER\n";

        assertThat(Judged.effect(CompiledPolicy.baseline(), line))
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }
}
