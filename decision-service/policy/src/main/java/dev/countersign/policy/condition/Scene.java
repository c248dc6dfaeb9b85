package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a condition may look at beside the fact itself. For one judgement and one thread. */
public final class Scene {
    private final Facts facts;
    private final String root;
    private final Circumstances circumstances;
    private final Map<Object, Object> answers = new HashMap<>();
    private @Nullable Fact touching;
    private List<PathsAre.Touched> touched = List.of();

    public Scene(Facts facts, Circumstances circumstances) {
        this.facts = facts;
        this.root = circumstances.rootOf(facts.action());
        this.circumstances = circumstances;
    }

    public Facts facts() {
        return facts;
    }

    /** The folder at which relative path patterns are anchored; empty when it is not known. */
    public String root() {
        return root;
    }

    public Circumstances circumstances() {
        return circumstances;
    }

    public Proposer proposer() {
        return circumstances.proposer();
    }

    /** The answer of a condition that is the same for every fact: it is looked for once. */
    boolean once(Condition condition, boolean generous, BooleanSupplier answer) {
        return once(new Asked(condition, generous), answer::getAsBoolean);
    }

    private record Asked(Condition condition, boolean generous) {}

    /** The answer to what is the same for several facts: it is looked for once. */
    @SuppressWarnings("unchecked")
    public <T> T once(Object question, Supplier<T> answer) {
        Object known = answers.get(question);
        if (known == null) {
            known = answer.get();
            answers.put(question, known);
        }
        return (T) known;
    }

    /** The places that conditions about paths look at. */
    public List<PathsAre.Touched> touched(Fact fact) {
        if (fact != touching) {
            touched = PathsAre.touched(fact, this);
            touching = fact;
        }
        return touched;
    }
}
