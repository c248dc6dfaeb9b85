package dev.countersign.policy.replay;

import dev.countersign.policy.language.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule that follows from what was observed, with its evidence.
 *
 * @param id of the rule
 * @param effect that it would have
 * @param about what it speaks of, for people
 * @param match as the policy language says it
 * @param why what was observed
 * @param calls how many recorded calls it rests on
 * @param people how many different ones had agreed
 * @param examples some of these calls
 */
public record Suggestion(
        String id,
        Effect effect,
        String about,
        String match,
        Why why,
        long calls,
        int sessions,
        int people,
        Optional<Instant> first,
        Optional<Instant> last,
        List<String> examples) {

    /** What was observed. */
    public enum Why {
        /** It was held, and people always agreed. */
        ALWAYS_APPROVED("Held and always approved"),
        /** It was only warned about, and always went on. */
        ALWAYS_WARNED("Warned about every time, never refused"),
        /** It was refused because it was not listed, and people never let it go on. */
        ALWAYS_DENIED("Refused every time, because no rule names it");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    /** The rule, with its evidence in comments, as an item of {@code rules}. */
    String yaml() {
        return """
          # %s: %d times in %d sessions%s%s.
          # For example %s.
          - id: %s
            title: "%s: %s"
            effect: %s
            match: %s
        """
                .formatted(
                        why.text(),
                        calls,
                        sessions,
                        first.flatMap(from -> last.map(to -> ", from " + from + " to " + to))
                                .orElse(""),
                        people > 0 ? ", by " + people + " people" : "",
                        String.join(", ", examples),
                        id,
                        effect == Effect.DENY ? "Refused" : "Allowed",
                        about,
                        effect.id(),
                        match);
    }
}
