package dev.countersign.policy.action;

import java.util.ArrayList;
import java.util.List;

/**
 * How a fact is reached inside its action.
 *
 * @param how the least direct step on the way
 * @param through the steps, outermost first, for people: {@code sudo}, {@code sh -c}, {@code $( )}
 * @param origin facts of one simple command, or of one tool call, have the same number: the
 *     invocation, what it wraps, its redirections and assignments
 * @param parts what the fact is a part of, outermost first: {@code sudo rm x} deletes as a part of
 *     {@code rm}, which is a part of {@code sudo}; a redirection, what an invocation is fed, and
 *     what a substitution runs are no part of it
 * @param at where in the text it begins, in characters; for text inside text, where that text
 *     stands
 */
public record Reach(How how, List<String> through, int origin, List<Integer> parts, int at) {
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

    public static final Reach DIRECT = new Reach(How.DIRECT, List.of(), 0, List.of(), 0);

    public Reach via(How step, String name) {
        var longer = new ArrayList<>(through);
        longer.add(name);
        return new Reach(
                step.compareTo(how) > 0 ? step : how, List.copyOf(longer), origin, parts, at);
    }

    public Reach at(int position) {
        return new Reach(how, through, origin, parts, position);
    }

    public Reach of(int number) {
        return new Reach(how, through, number, parts, at);
    }

    /** A part of its own inside what this is a part of. */
    public Reach inside(int part) {
        var longer = new ArrayList<>(parts);
        longer.add(part);
        return new Reach(how, through, origin, List.copyOf(longer), at);
    }

    /** Whether this is a part of what the other is. */
    public boolean isWithin(Reach other) {
        return parts.size() >= other.parts.size()
                && parts.subList(0, other.parts.size()).equals(other.parts);
    }

    public String show() {
        return through.isEmpty() ? how.id() : how.id() + " (" + String.join(" → ", through) + ")";
    }
}
