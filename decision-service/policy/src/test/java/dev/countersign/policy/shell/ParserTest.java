package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What would run, and nothing else. */
class ParserTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                argumentSet(
                        "only blank, tab and newline separate",
                        "a\u00a0b c\u000bd",
                        List.of("a\u00a0b c\u000bd")),
                argumentSet("a hash inside a word", "a b#c #d", List.of("a b#c")),
                argumentSet("braces are words", "echo { a }", List.of("echo { a }")),
                argumentSet("braces that are no choice", "a {x} {}", List.of("a {x} {}")),
                argumentSet(
                        "braces with a sequence", "a {1..3}{x,y}", List.of("a 1x 1y 2x 2y 3x 3y")),
                argumentSet("quoted braces", "a '{x,y}'", List.of("a {x,y}")),
                argumentSet("an empty word stays", "a '' \"\" b", List.of("a   b")),
                argumentSet("redirections anywhere", "2>&1 >x a <y b >>z c", List.of("a b c")),
                argumentSet("a descriptor is no word", "a 2>x 3 b", List.of("a 3 b")),
                argumentSet(
                        "words after a here-document", "a <<X b\ntext\nX\nc", List.of("a b", "c")),
                argumentSet("a literal here-document", "a <<'X'\n$(b)\nX", List.of("a")),
                argumentSet("an expanded here-document", "a <<X\n$(b)\nX", List.of("b", "a")),
                argumentSet("its delimiter partly quoted", "a <<X\"Y\"\n$(b)\nXY", List.of("a")),
                argumentSet(
                        "a case with and without openers",
                        "case $x in (a|b) c;; d) e; esac",
                        List.of("c", "e")),
                argumentSet(
                        "functions in all forms",
                        "f() { a; }; function g { b; }; function h() ( c )",
                        List.of("a", "b", "c")),
                argumentSet(
                        "keywords as arguments",
                        "echo if then fi done",
                        List.of("echo if then fi done")),
                argumentSet(
                        "an if with everything",
                        "if a; then b; elif c; then d; else e; fi",
                        List.of("a", "b", "c", "d", "e")),
                argumentSet("arithmetic is no subshell", "echo $((1+(2)))", List.of("echo *")),
                argumentSet(
                        "a subshell that looks like arithmetic", "((a) ; b)", List.of("a", "b")),
                argumentSet("a shift is no here-document", "echo $((1<<2))", List.of("echo *")),
                argumentSet(
                        "text between quotes",
                        "echo \"a $(b 'c d') e\"",
                        List.of("b c d", "echo a … e")),
                argumentSet("dollar at the end", "echo a$ \"b$\"", List.of("echo a$ b$")),
                argumentSet("arrays", "x=(a b \"c d\"); y \"${x[@]}\"", List.of("y a b c d")),
                argumentSet("a test", "[[ a == b && ( c < d ) ]] && e", List.of("e")),
                argumentSet("joined assignment", "x=a; x+=b; c $x", List.of("c ab")),
                argumentSet("continued lines", "a \\\n b", List.of("a b")),
                argumentSet("named descriptor", "exec {fd}>x", List.of("exec")),
                argumentSet(
                        "process substitution",
                        "a <(b) >(c)",
                        List.of("b", "c", "a /dev/fd/… /dev/fd/…")),
                argumentSet(
                        "elements of a list",
                        "a=(x y z); b \"${a[@]:1}\" ${a[-1]}",
                        List.of("b y z z")),
                argumentSet(
                        "arguments from the second",
                        "set -- x y z; b ${@:2}",
                        List.of("set -- x y z", "b y z")),
                argumentSet("an element", "a=(x y); a[0]=z; b \"${a[@]}\"", List.of("b z y")),
                argumentSet(
                        "an element that is counted",
                        "i=0; a=(x y); ((i++)); b ${a[$i]}",
                        List.of("b …")),
                argumentSet(
                        "a declared array",
                        "declare -a x=(a b); c \"${x[@]}\"",
                        List.of("declare -a", "c a b")),
                argumentSet("other separators", "IFS=,; x=a,b; c $x \"$x\"", List.of("c a b a,b")),
                argumentSet(
                        "what a loop changes",
                        "x=a; while b; do c $x; x=d; done",
                        List.of("b", "c a", "b", "c …")),
                argumentSet(
                        "what a branch may change",
                        "if a; then x=b; fi; c $x",
                        List.of("a", "c …")),
                argumentSet(
                        "what a chain may change",
                        "a && x=b && c $x; d $x",
                        List.of("a", "c b", "d …")),
                argumentSet(
                        "what an alternative may change", "a || x=b && c $x", List.of("a", "c …")),
                argumentSet("in the background", "x=a; x=b & c $x", List.of("c a")),
                argumentSet("perhaps an option", "a ${u:+--b} c", List.of("a … c")),
                argumentSet("an empty value is a value", "x=; a ${x-b} ${x:-c}", List.of("a c")),
                argumentSet("quoted again", "x=\"it's\"; a \"${x@Q}\"", List.of("a 'it'\\''s'")),
                argumentSet(
                        "the end of an output",
                        "a \"$(echo b; unknown)\"",
                        List.of("echo b", "unknown", "a b…")),
                argumentSet("sequences", "a {01..03} {1..9..4}", List.of("a 01 02 03 1 5 9")),
                argumentSet("extended patterns", "a @(b|c) !(d)", List.of("a b c *")),
                argumentSet("a process inside a word", "a b<(c)", List.of("c", "a b/dev/fd/…")),
                argumentSet("a negation of nothing", "!; a", List.of("a")),
                argumentSet(
                        "padded text",
                        "printf -v x '%5s' a; b $x",
                        List.of("printf -v x %5s a", "b …")),
                argumentSet("quote in a default", "echo \"${x:-it's}\"", List.of("echo it's")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void invocations_are_read_as_bash_reads_them(String line, List<String> expected) {
        assertThat(Judged.invocations(line)).isEqualTo(expected);
    }
}
