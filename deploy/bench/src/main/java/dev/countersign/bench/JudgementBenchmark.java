package dev.countersign.bench;

import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.PolicyFile;
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
    @Param({"0", "100", "1000", "10000"})
    int rules;

    private final OrdinaryCalls calls = new OrdinaryCalls();
    private final Circumstances circumstances = Circumstances.in(OrdinaryCalls.ROOT);
    private CompiledPolicy policy = CompiledPolicy.baseline();

    @Setup
    public void load() {
        if (rules > 0) {
            policy = CompiledPolicy.of(PolicyFile.read("bench.yml", text()));
        }
    }

    @Benchmark
    public Verdict ordinary() {
        return policy.judge(Analyser.analyse(calls.next(), History.NONE), circumstances);
    }

    /** A fifth each of paths, names of files, commands, hosts and effects under a path. */
    private String text() {
        var text = new StringBuilder("version: \"2.1\"\nrules:\n");
        for (int i = 0; i < rules; i++) {
            text.append("  - {id: r")
                    .append(i)
                    .append(", effect: require_approval, match: ")
                    .append(
                            switch (i % 5) {
                                case 0 -> "{paths: {any: [\"services/s" + i + "/**\"]}}";
                                case 1 -> "{paths: {any: [\"**/generated-" + i + ".json\"]}}";
                                case 2 -> "{command: [\"deploy-tool-" + i + " apply\"]}";
                                case 3 -> "{hosts: {in: [\"*.team" + i + ".example.org\"]}}";
                                default ->
                                        "{effect: [fs.delete.tree], paths: {any: [\"data/d"
                                                + i
                                                + "/**\"]}}";
                            })
                    .append("}\n");
        }
        return text.toString();
    }
}
