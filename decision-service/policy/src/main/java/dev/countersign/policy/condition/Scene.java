package dev.countersign.policy.condition;

import dev.countersign.policy.action.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What a condition may look at beside the fact itself. For one judgement and one thread. */
public final class Scene {
    private final Facts facts;
    private final String root;
    private final Proposer proposer;
    private final Map<Asked, Boolean> answers = new HashMap<>();

    /**
     * @param root the folder at which relative path patterns are anchored, or empty when it is not
     *     known
     */
    public Scene(Facts facts, String root, Proposer proposer) {
        this.facts = facts;
        this.root = root;
        this.proposer = proposer;
    }

    public Facts facts() {
        return facts;
    }

    public String root() {
        return root;
    }

    public Proposer proposer() {
        return proposer;
    }

    /** The answer to what is the same for every fact: it is looked for once. */
    boolean once(Condition condition, boolean generous, BooleanSupplier answer) {
        return answers.computeIfAbsent(
                new Asked(condition, generous), asked -> answer.getAsBoolean());
    }

    private record Asked(Condition condition, boolean generous) {}
}
