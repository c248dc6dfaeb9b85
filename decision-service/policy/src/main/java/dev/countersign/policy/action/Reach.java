package dev.countersign.policy.action;

import java.util.ArrayList;
import java.util.List;

/**
 * How a fact is reached inside its action.
 *
 * @param how the least direct step on the way
 * @param through the steps, outermost first, for people: {@code sudo}, {@code sh -c}, {@code $( )}
 * @param origin facts of one invocation, or of one tool call, have the same number
 * @param at where in the text it begins, in characters; for text inside text, where that text
 *     stands
 */
public record Reach(How how, List<String> through, int origin, int at) {
    /** How directly a fact follows from what is written. */
    public enum How {
        DIRECT,
        WRAPPED,
        SUBSTITUTION,
        POSSIBLE;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static final Reach DIRECT = new Reach(How.DIRECT, List.of(), 0, 0);

    public Reach via(How step, String name) {
        var longer = new ArrayList<>(through);
        longer.add(name);
        return new Reach(step.compareTo(how) > 0 ? step : how, List.copyOf(longer), origin, at);
    }

    public Reach at(int position) {
        return new Reach(how, through, origin, position);
    }

    public Reach of(int number) {
        return new Reach(how, through, number, at);
    }

    public String show() {
        return through.isEmpty() ? how.id() : how.id() + " (" + String.join(" → ", through) + ")";
    }
}
