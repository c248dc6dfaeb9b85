package dev.countersign.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twice the text takes about twice the time. It measures, so it stands outside the ordinary build;
 * the best of several rounds counts, and a machine that is busy gets room.
 */
@Tag("oracle")
class LinearTimeTest {
    /** Past every limit on the number of parts, so that limits do not pass for slowness. */
    private static final int SMALL = 64 * 1024;

    private static final double MOST = 3.2;

    /** Below this, in nanoseconds, doubling says nothing. */
    private static final long NOTHING = 3_000_000;

    static Stream<String> parts() {
        return Stream.of(
                "(",
                "$(",
                "${",
                "$((",
                "\"$(",
                "`",
                "{",
                "[[ ",
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
                "a&&",
                "[",
                "*",
                "((",
                "$[",
                "echo a;",
                "x=1;",
                "x=$x;",
                "a b c ",
                "'a' ",
                "\"$x\" ",
                "cat <<X\na\nX\n",
                "cat <<X <<Y\n",
                "$x ",
                "a=(b);",
                "for i in a; do ",
                "while :; do ",
                "f() { f; };",
                "@(a|",
                "@(a)",
                "[a",
                "${x/a/b}",
                "${x#a}",
                "~/",
                "../",
                "\u00e9",
                "a\tb",
                ">x ",
                "2>&1 ",
                "rm a;",
                "xargs ",
                "find . -exec ",
                "git -c a=b ",
                "printf a|",
                "cd a;",
                "((x++));",
                "a||b&&",
                "declare a=(b);",
                "echo $((",
                "]]",
                "))",
                "fi;",
                "done;",
                "python3 -c 'a';",
                "if a; then b; fi;",
                "case a in b) c;; esac;",
                "a && x=1;",
                "while a; do x=1; done;",
                "for i in a b; do x=$x$i; done;",
                "IFS=, ;",
                "a & ");
    }

    @ParameterizedTest
    @MethodSource("parts")
    void twice_the_text_takes_about_twice_the_time(String part) {
        long small = best(part.repeat(SMALL / part.length()));
        long large = best(part.repeat(2 * SMALL / part.length()));

        assertThat((double) large / Math.max(small, NOTHING)).as(part).isLessThan(MOST);
    }

    private static long best(String text) {
        return IntStream.range(0, 5).mapToLong(round -> once(text)).min().orElseThrow();
    }

    private static long once(String text) {
        long start = System.nanoTime();
        List<Fact> facts = Judged.facts(text).all();
        long time = System.nanoTime() - start;
        assertThat(facts).isNotNull();
        return time;
    }
}
