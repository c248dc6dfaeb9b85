package dev.countersign.policy.condition;

import dev.countersign.policy.action.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What a condition may look at beside the fact itself. For one judgement and one thread. */
public final class Scene {
    private final Facts facts;
    private final String root;
    private final Circumstances circumstances;
    private final Map<Asked, Boolean> answers = new HashMap<>();

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

    /** The answer to what is the same for every fact: it is looked for once. */
    boolean once(Condition condition, boolean generous, BooleanSupplier answer) {
        return answers.computeIfAbsent(
                new Asked(condition, generous), asked -> answer.getAsBoolean());
    }

    private record Asked(Condition condition, boolean generous) {}
}
