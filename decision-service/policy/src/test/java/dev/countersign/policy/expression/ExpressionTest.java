package dev.countersign.policy.expression;

import static dev.countersign.policy.expression.Answer.CANNOT_TELL;
import static dev.countersign.policy.expression.Answer.FALSE;
import static dev.countersign.policy.expression.Answer.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.action.Wild;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
    private static final char ANY = Wild.ANYTHING;

    /** Friday, 22:30 in Zurich. */
    private static final Told KNOWN =
            Told.nothing()
                    .text(Variable.TOOL, "Bash")
                    .text(Variable.COMMAND, "git push --force origin main")
                    .text(Variable.ROOT, "/home/dave/app")
                    .texts(Variable.PATHS, "src/a.ts", "/etc/hosts")
                    .texts(Variable.EFFECTS, "vcs.push", "net.egress")
                    .number(Variable.LINES_CHANGED, 12)
                    .and(Variable.OPAQUE, new Value.Truth(false))
                    .texts(Variable.AGENT_GROUPS, "payments", "web")
                    .and(Variable.SESSION_AGE, new Value.Span(Duration.ofMinutes(90)))
                    .and(Variable.NOW, new Value.Moment(Instant.parse("2026-11-20T21:30:00Z")));

    static Stream<Arguments> known() {
        return Stream.of(
                says("action.tool == 'Bash'", TRUE),
                says("action.tool != 'Bash'", FALSE),
                says("action.command.contains('--force')", TRUE),
                says("action.command.startsWith('git ')", TRUE),
                says("action.command.endsWith('main')", TRUE),
                says("action.command.matches('push +-+f')", TRUE),
                says("action.command.matches('^push')", FALSE),
                says("size(action.command) == 28", TRUE),
                says("action.root + '/src' == '/home/dave/app/src'", TRUE),
                says("'payments' in agent.groups", TRUE),
                says("!('payments' in agent.groups)", FALSE),
                says("action.lines_changed > 0 && !('ops' in agent.groups)", TRUE),
                says("action.lines_changed % 5 == 2", TRUE),
                says("action.lines_changed in [11, 12]", TRUE),
                says("action.paths.exists(p, p.startsWith('/etc/'))", TRUE),
                says("action.paths.all(p, p.startsWith('src/'))", FALSE),
                says("action.paths.size() == 2", TRUE),
                says("[].exists(p, p == 'x')", FALSE),
                says("session.age > duration('1h')", TRUE),
                says("session.age.getMinutes() == 90", TRUE),
                says("now.getHours('Europe/Zurich') >= 22", TRUE),
                says("now.getDayOfWeek('+01:00') == 5", TRUE),
                says("now > timestamp('2026-11-20T21:00:00Z')", TRUE),
                says("now + duration('1h') < timestamp('2026-11-20T22:00:00Z')", FALSE),
                says("action.opaque ? true : action.tool == 'Bash'", TRUE),
                says("!action.opaque", TRUE),
                says("['a', 'b'].exists(x, ['b'].all(y, x == y))", TRUE),
                says("action.lines_changed / 0 == 1", CANNOT_TELL),
                says("action.lines_changed / 0 == 1 || true", TRUE),
                says("(action.lines_changed / 0 == 1 && true) == false", CANNOT_TELL),
                says("(action.lines_changed / 0 == 1 || false) != true", CANNOT_TELL),
                says("!(action.lines_changed / 0 == 1 || false)", CANNOT_TELL),
                says("9223372036854775807 + action.lines_changed > 0", CANNOT_TELL));
    }

    @ParameterizedTest
    @MethodSource
    void known(String source, Answer expected) {
        assertThat(Expression.compile(source).answer(KNOWN)).isEqualTo(expected);
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                says("'ops' in operator.groups", CANNOT_TELL),
                says("!('ops' in operator.groups)", CANNOT_TELL),
                says("false && 'ops' in operator.groups", FALSE),
                says("'ops' in operator.groups && false", FALSE),
                says("true || environment.name == 'production'", TRUE),
                says("environment.name == 'production' || true", TRUE),
                says("environment.name == 'production' ? true : true", CANNOT_TELL),
                says("environment.name != 'production'", CANNOT_TELL),
                says("operator.groups.exists(g, g == 'x')", CANNOT_TELL),
                says("operator.groups.size() == 0", CANNOT_TELL),
                says("action.paths.exists(p, p in operator.groups)", CANNOT_TELL),
                says("action.paths.all(p, p in operator.groups || p != 'x')", TRUE),
                says("[environment.name, 'a'].exists(e, e == 'a')", CANNOT_TELL),
                says("(environment.name == 'x') == true", CANNOT_TELL),
                says("session.actions_last_minute + 1 > 0", CANNOT_TELL),
                says("repository.branch.startsWith('release/')", CANNOT_TELL));
    }

    @ParameterizedTest
    @MethodSource
    void unknown(String source, Answer expected) {
        assertThat(Expression.compile(source).answer(KNOWN)).isEqualTo(expected);
    }

    static Stream<Arguments> known_in_part() {
        return Stream.of(
                says("action.command.startsWith('git ')", TRUE),
                says("action.command.startsWith('git push')", CANNOT_TELL),
                says("action.command.startsWith('npm')", FALSE),
                says("action.command.endsWith('main')", TRUE),
                says("action.command.endsWith('dev')", FALSE),
                says("action.command.contains('git')", TRUE),
                says("action.command.contains('--force')", CANNOT_TELL),
                says("action.command.matches('git')", CANNOT_TELL),
                says("action.command == 'git push main'", CANNOT_TELL),
                says("action.command == 'npm test'", FALSE),
                says("action.command != 'npm test'", TRUE),
                says("size(action.command) > 3", CANNOT_TELL),
                says("('x' + action.command).startsWith('xgit')", TRUE),
                says("'src/a.ts' in action.paths", TRUE),
                says("'lib/b.ts' in action.paths", CANNOT_TELL),
                says("'/etc/hosts' in action.paths", FALSE),
                says("action.paths.size() > 1", CANNOT_TELL),
                says("action.paths.exists(p, p.startsWith('/'))", FALSE),
                says("action.paths.all(p, p.endsWith('.ts'))", TRUE),
                says("action.paths.exists(p, action.paths.all(q, p == q))", FALSE));
    }

    @ParameterizedTest
    @MethodSource
    void known_in_part(String source, Answer expected) {
        Told told =
                Told.nothing()
                        .text(Variable.COMMAND, "git " + ANY + " main")
                        .texts(Variable.PATHS, "src/a.ts", "lib/" + Wild.STAR + ".ts");
        assertThat(Expression.compile(source).answer(told)).isEqualTo(expected);
    }

    static Stream<Arguments> perhaps_in_a_list() {
        return Stream.of(
                says("'read:secret' in session.labels", CANNOT_TELL),
                says("'saw:untrusted-input' in session.labels", TRUE),
                says("'wrote:x' in session.labels", FALSE),
                says("session.labels.size() == 1", CANNOT_TELL),
                says("session.labels.size() > 0", TRUE),
                says("session.labels.exists(l, l.startsWith('wrote:'))", FALSE));
    }

    @ParameterizedTest
    @MethodSource
    void perhaps_in_a_list(String source, Answer expected) {
        var labels = new Value.Texts(List.of("saw:untrusted-input"), List.of("read:secret"));
        Told told = Told.nothing().and(Variable.SESSION_LABELS, labels);
        assertThat(Expression.compile(source).answer(told)).isEqualTo(expected);
    }

    private static Arguments says(String source, Answer expected) {
        return Arguments.argumentSet(source, source, expected);
    }

    @Test
    void every_variable_can_be_asked_about() {
        for (Variable variable : Variable.values()) {
            String source =
                    switch (variable.kind()) {
                        case TEXT -> variable.id() + " == 'x'";
                        case TEXTS -> variable.id() + ".exists(one, one == 'x')";
                        case NUMBER -> variable.id() + " > 1";
                        case TRUTH -> variable.id();
                        case MOMENT -> variable.id() + " > timestamp('2026-11-20T21:00:00Z')";
                        case SPAN -> variable.id() + " > duration('1h')";
                    };
            var expression = Expression.compile(source);
            assertThat(expression.variables()).containsExactly(variable);
            assertThat(expression.answer(Told.nothing())).as(source).isEqualTo(CANNOT_TELL);
        }
    }

    static Stream<Arguments> too_much() {
        String longText = "a".repeat(Expression.MOST_TEXT);
        String[] paths =
                Collections.nCopies(2000, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").toArray(new String[0]);
        Told large = Told.nothing().text(Variable.COMMAND, longText).texts(Variable.PATHS, paths);
        return Stream.of(
                Arguments.argumentSet("repeated thirty times", repeated(25), large),
                Arguments.argumentSet(
                        "all pairs",
                        "action.paths.exists(p, action.paths.exists(q, p + 'x' == q))",
                        large),
                Arguments.argumentSet("doubled", doubled(16), large),
                Arguments.argumentSet(
                        "patterns over a long text",
                        "action.paths.exists(p, action.command.matches('(a|b|c){40}x' ))",
                        large),
                Arguments.argumentSet(
                        "a long text searched again and again",
                        "action.paths.exists(p, action.command.contains(p + 'b'))",
                        large),
                Arguments.argumentSet(
                        "too long a text",
                        "action.command.contains('b')",
                        Told.nothing().text(Variable.COMMAND, longText + "a")));
    }

    private static String repeated(int depth) {
        return depth == 0
                ? "true"
                : "action.paths.all(p%d, %s)".formatted(depth, repeated(depth - 1));
    }

    private static String doubled(int depth) {
        return depth == 0
                ? "x0.size() == 3"
                : "[x%d + x%d].exists(x%d, %s)"
                        .formatted(depth, depth, depth - 1, doubled(depth - 1))
                        .replace("x16", "action.command");
    }

    @ParameterizedTest
    @MethodSource
    void too_much(String source, Values told) {
        assertThat(Expression.compile(source).answer(told)).isEqualTo(CANNOT_TELL);
    }

    @Test
    void what_is_large_but_ordinary_is_answered() {
        Told large =
                Told.nothing()
                        .text(Variable.COMMAND, "echo aaaa\n".repeat(2000))
                        .texts(
                                Variable.PATHS,
                                Stream.iterate(0, i -> i + 1)
                                        .limit(2000)
                                        .map(i -> "src/file-" + i)
                                        .toArray(String[]::new));
        assertThat(answer("action.command.matches('rm +-rf')", large)).isEqualTo(FALSE);
        assertThat(answer("action.paths.all(p, p.startsWith('src/'))", large)).isEqualTo(TRUE);
        assertThat(answer("'.env' in action.paths", large)).isEqualTo(FALSE);
    }

    private static Answer answer(String source, Values told) {
        return Expression.compile(source).answer(told);
    }
}
