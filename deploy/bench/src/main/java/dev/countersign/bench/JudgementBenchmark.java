package dev.countersign.bench;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
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
 * From an ordinary command to its verdict. Target: median at most 20 µs and p99 at most 200 µs at
 * 1,000 rules; 10,000 rules at most 1.5 times 100 rules.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JudgementBenchmark {
    @Param({"10", "100", "1000", "10000"})
    int rules;

    private final OrdinaryCalls calls = new OrdinaryCalls();
    private final Circumstances circumstances = OrdinaryCalls.circumstances();
    private CompiledPolicy policy = CompiledPolicy.baseline();

    @Setup
    public void load() {
        policy = MixedPolicy.compiled(MixedPolicy.files(rules));
    }

    @Benchmark
    public Verdict ordinary() {
        return judge(calls.next());
    }

    /** Files with names that were never seen before, so that nothing can be remembered of them. */
    @Benchmark
    public Verdict unseen() {
        return judge(calls.nextUnseen());
    }

    private Verdict judge(Action action) {
        return policy.judge(Analyser.analyse(action, History.NONE), circumstances);
    }
}
