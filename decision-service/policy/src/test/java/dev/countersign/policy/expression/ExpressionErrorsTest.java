package dev.countersign.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionErrorsTest {
    static Stream<Arguments> errors() {
        return Stream.of(
                argumentSet(
                        "misspelt field",
                        "action.lines_chnged > 0",
                        List.of(
                                "7: unknown field \"lines_chnged\" in action; did you mean \"lines_changed\"?")),
                argumentSet(
                        "misspelt name",
                        "true && actoin.opaque",
                        List.of("8: unknown name \"actoin\"; did you mean \"action\"?")),
                argumentSet(
                        "two at once",
                        "acess == 'x' || agent.grups == 'y'",
                        List.of(
                                "0: unknown name \"acess\"",
                                "22: unknown field \"grups\" in agent; did you mean \"groups\"?")),
                argumentSet(
                        "name without field",
                        "agent == 'x'",
                        List.of("0: \"agent\" has fields; write for example agent.name")),
                argumentSet(
                        "misspelt function",
                        "action.command.startswith('x')",
                        List.of(
                                "25: unknown function \"startswith\"; did you mean \"startsWith\"?")),
                argumentSet(
                        "has",
                        "has(agent.groups)",
                        List.of(
                                "3: has() is not needed: every field is there, and what nobody told counts as not known")),
                argumentSet(
                        "left out macro",
                        "action.paths.filter(p, p == 'x').size() > 1",
                        List.of("19: unknown function \"filter\"")),
                argumentSet(
                        "macro with one part",
                        "action.paths.exists(p)",
                        List.of("19: exists is written list.exists(x, condition about x)")),
                argumentSet(
                        "no truth",
                        "action.lines_changed",
                        List.of("6: the expression gives int; it has to be true or false")),
                argumentSet(
                        "types",
                        "action.lines_changed < 'x'",
                        List.of("21: \"<\" does not fit (int, string)")),
                argumentSet(
                        "lists are not compared",
                        "agent.groups == ['a']",
                        List.of("13: \"==\" does not fit (list(string), list(string))")),
                argumentSet(
                        "order of texts",
                        "agent.name < 'b'",
                        List.of("11: \"<\" does not fit (string, string)")),
                argumentSet(
                        "place in a list",
                        "action.paths[0] == 'x'",
                        List.of("12: a list has no order; ask with in, exists or all")),
                argumentSet(
                        "other numbers",
                        "action.files_changed > 1.5",
                        List.of(
                                "23: a constant in an expression is a text, a whole number or a truth")),
                argumentSet(
                        "maps",
                        "{'a': 1}.size() > 0",
                        List.of("0: maps are not supported in expressions")),
                argumentSet(
                        "broken pattern",
                        "action.command.matches('[')",
                        List.of("23: not a pattern: missing closing ]")),
                argumentSet(
                        "pattern from the action",
                        "agent.name.matches(action.command)",
                        List.of("25: matches() takes a pattern that is written out")),
                argumentSet(
                        "huge pattern",
                        "action.command.matches('((a{30}){30}){1}')",
                        List.of("23: the pattern is too large")),
                argumentSet(
                        "time zone",
                        "now.getHours('Mars/Base') > 3",
                        List.of("13: unknown time zone \"Mars/Base\"")),
                argumentSet(
                        "no time",
                        "now > timestamp('yesterday')",
                        List.of(
                                "16: not a timestamp: \"yesterday\"; write for example '2026-11-20T22:30:00Z'")),
                argumentSet(
                        "words that are never there",
                        "'read:secrets' in session.labels || 'fs.delete' in action.effects || 'wrote:x' in session.labels",
                        List.of(
                                "0: no label is called \"read:secrets\"; did you mean \"read:secret\"?",
                                "36: no effect is called \"fs.delete\"; did you mean \"fs.device\"?")),
                argumentSet("nothing", " ", List.of("0: the expression is empty")),
                argumentSet(
                        "half of it",
                        "action.opaque &&",
                        List.of("16: not a CEL expression: mismatched input '<EOF>'")));
    }

    @ParameterizedTest
    @MethodSource
    void errors(String source, List<String> expected) {
        assertThat(refused(source)).isEqualTo(expected);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                argumentSet("long", "true || " + "a".repeat(5000)),
                argumentSet("deep", "(".repeat(400) + "true" + ")".repeat(400)),
                argumentSet("many parts", "true" + " && true".repeat(400)),
                argumentSet("long chain", "1" + " + 1".repeat(1000) + " > 0"));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(String source) {
        assertThat(refused(source)).hasSize(1);
    }

    private static List<String> refused(String source) {
        var refused =
                catchThrowableOfType(ExpressionErrors.class, () -> Expression.compile(source));
        assertThat(refused).as(source).isNotNull();
        return refused.errors().stream().map(error -> error.at() + ": " + error.message()).toList();
    }
}
