package dev.countersign.policy.language;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an emergency bypass must fulfil to lift anything of this policy. What is not said is left to
 * the installation.
 *
 * @param maxDuration the longest that it may last
 * @param approverRole the realm role that its approvers must have
 * @param approverQuorum how many different people must approve it, at least 1
 * @param minReason the fewest characters of its justification
 * @param requireIncident whether it must name an incident
 * @param reviewWithin how soon after its end somebody must have reviewed it
 */
public record BypassTerms(
        Optional<Duration> maxDuration,
        Optional<String> approverRole,
        OptionalInt approverQuorum,
        OptionalInt minReason,
        boolean requireIncident,
        Optional<Duration> reviewWithin) {

    /** Nothing beyond what the installation demands. */
    public static final BypassTerms NONE =
            new BypassTerms(
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false,
                    Optional.empty());

    /** The stricter of both in each respect; the role is the one that this layer names, if any. */
    public BypassTerms and(BypassTerms lower) {
        return new BypassTerms(
                shorter(maxDuration, lower.maxDuration),
                approverRole.or(lower::approverRole),
                larger(approverQuorum, lower.approverQuorum),
                larger(minReason, lower.minReason),
                requireIncident || lower.requireIncident,
                shorter(reviewWithin, lower.reviewWithin));
    }

    private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).min(Duration::compareTo);
    }

    private static OptionalInt larger(OptionalInt one, OptionalInt other) {
        return IntStream.concat(one.stream(), other.stream()).max();
    }
}
