package dev.countersign.policy.action;

import dev.countersign.policy.history.FileMemory;
import dev.countersign.policy.history.History;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Collects the facts of one action while it is examined. */
public final class Gathering {
    private static final int MOST = 2048;

    private final Set<Fact> facts = new LinkedHashSet<>();
    private final Set<VariableUse> variables;
    private final AtomicInteger numbers;
    private final FileMemory memory;
    private boolean full;

    /**
     * @param history what the session remembers
     */
    public Gathering(History history) {
        this(new AtomicInteger(), new LinkedHashSet<>(), new FileMemory(history));
    }

    private Gathering(AtomicInteger numbers, Set<VariableUse> variables, FileMemory memory) {
        this.numbers = numbers;
        this.variables = variables;
        this.memory = memory;
    }

    /**
     * A place for facts that may be taken over later: their numbers are no others'. Variables count
     * as used at once.
     */
    public Gathering onTrial() {
        return new Gathering(numbers, variables, memory);
    }

    /** What is known about the content of files. */
    public FileMemory memory() {
        return memory;
    }

    /** A number for the facts of one more simple command or tool call. */
    public int newOrigin() {
        return numbers.incrementAndGet();
    }

    /** A number for one more part that is judged on its own. */
    public int newPart() {
        return numbers.incrementAndGet();
    }

    /** Past the limit only the note that there was more is kept; what was found before stays. */
    public void add(Fact fact) {
        if (facts.size() < MOST) {
            facts.add(fact);
        } else if (!full) {
            full = true;
            facts.add(new Fact.Opaque(Opacity.LIMIT, "more than " + MOST + " facts", Reach.DIRECT));
        }
    }

    /** Noted once for each simple command; past the limit only that there was one more. */
    public void uses(String variable, Reach reach) {
        if (variables.size() < MOST) {
            variables.add(new VariableUse(variable, reach));
        } else if (variables.size() == MOST) {
            variables.add(new VariableUse(String.valueOf(Wild.ANYTHING), Reach.DIRECT));
        }
    }

    public List<VariableUse> variables() {
        return List.copyOf(variables);
    }

    public boolean isFull() {
        return full;
    }

    public List<Fact> facts() {
        return new ArrayList<>(facts);
    }
}
