package dev.countersign.policy.action;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the facts of one action while it is examined. */
public final class Gathering {
    private static final int MOST = 2048;

    private final Set<Fact> facts = new LinkedHashSet<>();
    private int origins;
    private boolean full;

    /** A number for the facts of one more invocation or tool call. */
    public int newOrigin() {
        return ++origins;
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

    public boolean isFull() {
        return full;
    }

    public List<Fact> facts() {
        return new ArrayList<>(facts);
    }
}
