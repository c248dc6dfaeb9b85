package dev.countersign.policy.action;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything known about what an action would do, ready to be judged. Immutable. */
public final class Facts {
    private final Action action;
    private final List<Fact> all;
    private final List<VariableUse> variables;
    private final Map<Integer, List<Fact>> byOrigin;

    /**
     * @param variables of the environment that the action uses
     */
    public Facts(Action action, List<Fact> all, List<VariableUse> variables) {
        this.action = action;
        this.all = List.copyOf(all);
        this.variables = List.copyOf(variables);
        this.byOrigin = new HashMap<>();
        for (Fact fact : this.all) {
            byOrigin.computeIfAbsent(fact.reach().origin(), key -> new ArrayList<>()).add(fact);
        }
    }

    public Action action() {
        return action;
    }

    public List<Fact> all() {
        return all;
    }

    /** These and more. */
    public Facts and(Collection<Fact> more) {
        var both = new ArrayList<>(all);
        both.addAll(more);
        return new Facts(action, both, variables);
    }

    public List<VariableUse> variables() {
        return variables;
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
