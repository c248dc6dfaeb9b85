package dev.countersign.policy.replay;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.language.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call as it was recorded when it was decided.
 *
 * @param id of the decision
 * @param time when it was proposed, if that was recorded
 * @param action masked
 * @param effect that was decided and shown: where the policy only observed, what would have been
 * @param rules that spoke of it then
 * @param people who voted on it
 */
public record Recorded(
        String id,
        Optional<Instant> time,
        Run run,
        Action action,
        Effect effect,
        List<String> rules,
        Outcome outcome,
        Set<String> people) {

    public Recorded {
        rules = List.copyOf(rules);
        people = Set.copyOf(people);
    }

    /** The same call, of which something else was decided. */
    public Recorded decided(Effect other) {
        return new Recorded(id, time, run, action, other, rules, outcome, people);
    }

    /** What became of a call. */
    public enum Outcome {
        /** It went on and nobody had to be asked. */
        PROCEEDED,
        /** People let it go on. */
        APPROVED,
        /** An emergency bypass let it go on; the verdict that it lifted was not recorded. */
        BYPASSED,
        BLOCKED,
        /** People refused it. */
        REFUSED,
        /** It was held, and nobody said anything in time, or what was said is not known. */
        UNANSWERED;

        /** Whether it ran, as far as anybody knows. */
        public boolean proceeded() {
            return switch (this) {
                case PROCEEDED, APPROVED, BYPASSED -> true;
                case BLOCKED, REFUSED, UNANSWERED -> false;
            };
        }
    }
}
