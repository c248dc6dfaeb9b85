package dev.countersign.policy.lint;

import dev.countersign.policy.language.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/** What several layers state and the strictest of them holds. */
enum Term {
    LOG_ALL_ACTIONS(
            "audit.log_all_actions",
            (lower, above) -> !lower.audit().logAllActions() && above.audit().logAllActions()),
    RETENTION(
            "audit.retention_days",
            (lower, above) -> isLess(lower.audit().retentionDays(), above.audit().retentionDays())),
    ALERT(
            "audit.alert_on_deny",
            (lower, above) -> !lower.audit().alertOnDeny() && above.audit().alertOnDeny()),
    MAX_DURATION(
            "bypass.max_duration",
            (lower, above) -> isLonger(lower.bypass().maxDuration(), above.bypass().maxDuration())),
    ROLE(
            "bypass.approvers.role",
            (lower, above) ->
                    above.bypass().approverRole().isPresent()
                            && !above.bypass()
                                    .approverRole()
                                    .equals(lower.bypass().approverRole())),
    QUORUM(
            "bypass.approvers.quorum",
            (lower, above) ->
                    isLess(lower.bypass().approverQuorum(), above.bypass().approverQuorum())),
    MIN_REASON(
            "bypass.min_reason",
            (lower, above) -> isLess(lower.bypass().minReason(), above.bypass().minReason())),
    INCIDENT(
            "bypass.require_incident",
            (lower, above) ->
                    !lower.bypass().requireIncident() && above.bypass().requireIncident()),
    REVIEW(
            "bypass.review_within",
            (lower, above) ->
                    isLonger(lower.bypass().reviewWithin(), above.bypass().reviewWithin()));

    private final String path;
    private final BiPredicate<Policy, Policy> weaker;

    Term(String path, BiPredicate<Policy, Policy> weaker) {
        this.path = path;
        this.weaker = weaker;
    }

    String path() {
        return path;
    }

    String[] keys() {
        return path.split("\\.");
    }

    /** Whether what the lower one says makes no difference, because the other one is stricter. */
    boolean isWeaker(Policy lower, Policy above) {
        return weaker.test(lower, above);
    }

    private static boolean isLess(OptionalInt one, OptionalInt other) {
        return one.isPresent() && other.isPresent() && one.getAsInt() < other.getAsInt();
    }

    private static boolean isLonger(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) > 0;
    }
}
