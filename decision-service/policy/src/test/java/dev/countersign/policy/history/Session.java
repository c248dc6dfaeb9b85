package dev.countersign.policy.history;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.tool.Analyser;
import java.util.Map;

/** A run of an agent whose calls proceed, whatever is thought of them. */
final class Session {
    private final CompiledPolicy policy;
    private History history = History.NONE;
    private int calls;

    Session(CompiledPolicy policy) {
        this.policy = policy;
    }

    static Session withoutPolicy() {
        return new Session(CompiledPolicy.baseline());
    }

    History history() {
        return history;
    }

    Facts facts(String tool, Map<String, Object> input) {
        return Analyser.analyse(new Action(tool, input, Judged.ROOT, "s-1"), history);
    }

    Verdict judge(String command) {
        return judge("Bash", Map.of("command", command));
    }

    Verdict judge(String tool, Map<String, Object> input) {
        return policy.judge(facts(tool, input), Circumstances.in(Judged.ROOT));
    }

    Session bash(String command) {
        return call("Bash", Map.of("command", command));
    }

    Session write(String path, String content) {
        return call("Write", Map.of("file_path", path, "content", content));
    }

    Session edit(String path, String before, String after) {
        return call("Edit", Map.of("file_path", path, "old_string", before, "new_string", after));
    }

    Session call(String tool, Map<String, Object> input) {
        Traces traces = Traces.of(facts(tool, input), Judged.ROOT, "call " + ++calls);
        history = history.after(Limits.fitting(traces.masked(Masker.shipped()::text), history));
        return this;
    }
}
