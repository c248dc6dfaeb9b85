package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import java.util.List;
import java.util.Set;

/** The action is proposed inside one of these calendars, or outside all of them. */
public record TimeIs(Side side, List<Calendar> calendars) implements Condition {
    /** Which part of the time is meant. */
    public enum Side {
        INSIDE,
        OUTSIDE
    }

    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return scene.circumstances()
                .now()
                .map(
                        now ->
                                calendars.stream().anyMatch(calendar -> calendar.contains(now))
                                        == (side == Side.INSIDE))
                .orElse(generous);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
