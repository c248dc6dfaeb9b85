package dev.countersign.decision.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rules that follow from what was observed.
 *
 * @param from the time since which calls were looked for
 * @param observed how many calls were looked at
 * @param cut the time of the oldest call, if older ones were left out because there were too many
 * @param yaml all of them as one policy file, with their evidence in comments
 */
public record SuggestionsView(
        Instant from,
        long observed,
        Optional<Instant> cut,
        List<SuggestedRule> suggestions,
        String yaml) {

    /**
     * @param about what it speaks of, in a few words
     * @param match as the policy language says it
     * @param why what was observed, in a few words
     * @param calls how many recorded calls it rests on, in how many sessions
     * @param people how many different ones had agreed
     * @param examples identifiers of some of these decisions
     */
    public record SuggestedRule(
            String id,
            Effect effect,
            String about,
            String match,
            String why,
            long calls,
            int sessions,
            int people,
            Optional<Instant> first,
            Optional<Instant> last,
            List<String> examples) {}
}
