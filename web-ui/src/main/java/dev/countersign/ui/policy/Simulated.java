package dev.countersign.ui.policy;

import dev.countersign.decision.api.SimulationView;
import dev.countersign.decision.api.SimulationView.Step;
import java.util.List;

/** What a policy would have decided, summed up. */
public record Simulated(SimulationView view) {

    /** From what to what, without those that stay as they were. */
    public List<Step> changes() {
        return view.steps().stream().filter(step -> step.before() != step.after()).toList();
    }

    /** How many calls it would let through more easily. */
    public long looser() {
        return calls(-1);
    }

    public long stricter() {
        return calls(1);
    }

    private long calls(int direction) {
        return view.steps().stream()
                .filter(step -> Integer.signum(step.after().compareTo(step.before())) == direction)
                .mapToLong(Step::calls)
                .sum();
    }
}
