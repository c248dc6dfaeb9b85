package dev.countersign.bench;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.history.History;
import dev.countersign.policy.tool.Analyser;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Text made to be slow to read. Target: at most 20 ms for 64 KiB, and twice the text takes about
 * twice the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class AdversarialBenchmark {
    @Param({"16", "32", "64"})
    int kibibytes;

    @Param Kind kind;

    private Action call = OrdinaryCalls.bash("");

    /** What is repeated, and how the text begins. */
    public enum Kind {
        PARENTHESES("", "("),
        SUBSTITUTIONS("echo ", "$("),
        QUOTES("echo ", "\"$(echo "),
        BACKQUOTES("echo ", "`"),
        BRACES("echo ", "{a,b}"),
        HERE_DOCUMENTS("", "cat <<E"),
        WORDS("cat", " a*b?c[d]"),
        COMMANDS("", "rm -rf x;"),
        PIPES("cat x", "|xargs cat"),
        ASSIGNMENTS("", "a=$a$a;"),
        WRAPPERS("", "env nice "),
        PATHS("cat ", "../"),
        ARITHMETIC("", "((a+"),
        CASES("", "case a in a)");

        private final String start;
        private final String unit;

        Kind(String start, String unit) {
            this.start = start;
            this.unit = unit;
        }

        String text(int length) {
            return start + unit.repeat((length - start.length()) / unit.length());
        }
    }

    @Setup
    public void write() {
        call = OrdinaryCalls.bash(kind.text(kibibytes * 1024));
    }

    @Benchmark
    public Facts adversarial() {
        return Analyser.analyse(call, History.NONE);
    }
}
