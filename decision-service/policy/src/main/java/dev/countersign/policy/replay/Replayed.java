package dev.countersign.policy.replay;

import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import java.util.Set;

/**
 * A recorded call and what another policy says of it.
 *
 * @param facts what it would have touched
 * @param circumstances in which it was proposed
 * @param doubts why that may differ from what the policy would have said then
 */
public record Replayed(
        Recorded recorded,
        Facts facts,
        Circumstances circumstances,
        Verdict verdict,
        Set<Doubt> doubts) {
    public Replayed {
        doubts = Set.copyOf(doubts);
    }

    public Effect before() {
        return recorded.effect();
    }

    /** As it would be shown: where the policy only observes, what would have been. */
    public Effect after() {
        return verdict.mode() == Mode.OBSERVE ? verdict.wouldBe() : verdict.effect();
    }

    public boolean changes() {
        return before() != after();
    }
}
