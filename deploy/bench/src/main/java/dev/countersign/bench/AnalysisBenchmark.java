package dev.countersign.bench;

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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From an ordinary command to its facts. Target: median at most 10 µs, p99 at most 100 µs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AnalysisBenchmark {
    private final OrdinaryCalls calls = new OrdinaryCalls();

    @Benchmark
    public Facts ordinary() {
        return Analyser.analyse(calls.next(), History.NONE);
    }
}
