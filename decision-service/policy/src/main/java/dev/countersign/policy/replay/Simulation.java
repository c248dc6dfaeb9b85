package dev.countersign.policy.replay;

import dev.countersign.policy.language.Effect;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay showed so far: how many decisions would change from what to what, and the newest.
 */
public final class Simulation {
    private final int kept;
    private final Map<Step, Long> counts =
            new TreeMap<>(Comparator.comparing(Step::before).thenComparing(Step::after));
    private final Deque<Replayed> changes = new ArrayDeque<>();
    private long replayed;
    private long approximate;
    private long changed;

    /** From what was decided to what would be. */
    public record Step(Effect before, Effect after) {}

    /**
     * @param kept how many of the changed decisions to keep
     */
    public Simulation(int kept) {
        this.kept = kept;
    }

    /** The next one, no earlier than those before. */
    public void add(Replayed call) {
        replayed++;
        approximate += call.doubts().isEmpty() ? 0 : 1;
        counts.merge(new Step(call.before(), call.after()), 1L, Long::sum);
        if (call.changes()) {
            changed++;
            changes.addFirst(call);
            if (changes.size() > kept) {
                changes.removeLast();
            }
        }
    }

    public long replayed() {
        return replayed;
    }

    /** How many of the replayed calls have a {@link Doubt}. */
    public long approximate() {
        return approximate;
    }

    public long changed() {
        return changed;
    }

    /** Of all calls, those whose effect stays included. */
    public Map<Step, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** Newest first. */
    public List<Replayed> changes() {
        return List.copyOf(changes);
    }
}
