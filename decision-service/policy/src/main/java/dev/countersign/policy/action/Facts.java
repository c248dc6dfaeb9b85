package dev.countersign.policy.action;

import dev.countersign.policy.history.FileNotes;
import dev.countersign.policy.history.History;
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
    private final History history;
    private final FileNotes notes;

    /**
     * @param variables of the environment that the action uses
     * @param history what the session remembered when the action was examined
     * @param notes what the action does to the content of files
     */
    public Facts(
            Action action,
            List<Fact> all,
            List<VariableUse> variables,
            History history,
            FileNotes notes) {
        this.action = action;
        this.history = history;
        this.notes = notes;
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

    public History history() {
        return history;
    }

    public FileNotes notes() {
        return notes;
    }

    public List<Fact> all() {
        return all;
    }

    /** These and more. */
    public Facts and(Collection<Fact> more) {
        var both = new ArrayList<>(all);
        both.addAll(more);
        return new Facts(action, both, variables, history, notes);
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
