package dev.countersign.policy.language;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * What a test of a policy wants: the verdict, and what would be recorded of it.
 *
 * @param effect what is in force
 * @param observed the effect if nothing were merely observed
 * @param rules the rules that must be among those that led to the effect; to the observed one where
 *     that is wanted as well
 * @param reason what the reason must contain
 * @param approval panels that must be among those who approve
 * @param bypassable whether an emergency bypass may lift it
 */
public record Expectation(
        Effect effect,
        Optional<Effect> observed,
        List<String> rules,
        Optional<String> reason,
        List<Panel> approval,
        Optional<Boolean> bypassable) {

    /**
     * @param groups exactly those whose members may vote; empty when any will do
     * @param quorum how many different people must approve; empty when any number will do
     */
    public record Panel(SortedSet<String> groups, OptionalInt quorum) {}
}
