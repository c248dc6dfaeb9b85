package dev.countersign.cli.log;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.history.History;
import dev.countersign.policy.history.Limits;
import dev.countersign.policy.history.Traces;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.tool.Analyser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a session of a log has done so far. */
final class RecordedSession {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_COUNTED = 10_000;

    private final String root;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private History history = History.NONE;
    private boolean proposals;
    private int calls;
    private long weight;

    /**
     * @param root the folder at which relative patterns are anchored
     */
    RecordedSession(String root) {
        this.root = root;
    }

    String root() {
        return root;
    }

    /** About how many bytes it takes in memory. */
    long weight() {
        return weight;
    }

    Facts facts(Action action) {
        return Analyser.analyse(action, history);
    }

    /** Whether the line reports a call that was judged when it was proposed. */
    boolean isRepeated(Recorded recorded) {
        proposals |= recorded.stage() == Recorded.Stage.BEFORE;
        return proposals && recorded.stage() == Recorded.Stage.AFTER;
    }

    /** How many actions there were in the minute before, this one included; 0 without times. */
    int counted(Recorded recorded) {
        recorded.time().ifPresent(this::count);
        return recorded.time().isPresent() ? recent.size() : 0;
    }

    private void count(Instant now) {
        Instant start = now.minus(WINDOW);
        while (!recent.isEmpty() && recent.getFirst().isBefore(start)) {
            recent.removeFirst();
        }
        if (recent.size() < MOST_COUNTED) {
            recent.add(now);
        }
    }

    void remember(Facts facts) {
        calls++;
        Traces traces = Traces.of(facts, root, "call " + calls).masked(Masker.shipped()::text);
        history = history.after(Limits.fitting(traces, history));
        weight = history.weight();
    }
}
