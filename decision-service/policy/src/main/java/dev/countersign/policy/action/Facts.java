package dev.countersign.policy.action;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything known about what an action would do, ready to be judged. Immutable. */
public final class Facts {
    private final Action action;
    private final List<Fact> all;
    private final Map<Integer, List<Fact>> byOrigin;

    public Facts(Action action, List<Fact> all) {
        this.action = action;
        this.all = List.copyOf(all);
        this.byOrigin = new HashMap<>();
        for (Fact fact : this.all) {
            byOrigin.computeIfAbsent(fact.reach().origin(), key -> new java.util.ArrayList<>())
                    .add(fact);
        }
    }

    public Action action() {
        return action;
    }

    public List<Fact> all() {
        return all;
    }

    /**
     * The facts that come from the same simple command or tool call as this one, itself included.
     */
    public List<Fact> together(Fact fact) {
        return byOrigin.getOrDefault(fact.reach().origin(), List.of(fact));
    }

    /** How many different files would be changed, as far as their names are known. */
    public int filesChanged() {
        return (int)
                all.stream()
                        .filter(Fact.FileAccess.class::isInstance)
                        .map(Fact.FileAccess.class::cast)
                        .filter(file -> file.access().changes())
                        .map(file -> file.place().resolved())
                        .distinct()
                        .count();
    }
}
