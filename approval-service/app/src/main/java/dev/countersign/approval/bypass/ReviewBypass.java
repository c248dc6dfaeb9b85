package dev.countersign.approval.bypass;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Review;
import dev.countersign.approval.request.Complete;
import dev.countersign.approval.request.Member;
import dev.countersign.audit.api.BypassId;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Somebody else looks at what was done under a bypass. */
@ApplicationScoped
class ReviewBypass {

    private static final Set<String> REVIEWING_ROLES =
            Set.of("approver", "on-call", "security-reviewer", "auditor");

    private static final int SHORTEST_FINDING = 10;
    private static final int LONGEST_FINDING = 10_000;

    private final Now now;
    private final BypassChronicle chronicle;

    ReviewBypass(Now now, BypassChronicle chronicle) {
        this.now = now;
        this.chronicle = chronicle;
    }

    /**
     * A refusal commits as well: it may have found that the time was over.
     *
     * @throws Refused OWN_BYPASS, NOT_APPROVER, ACCOUNT_CLOSED, NOT_ENDED, NOT_LIVE,
     *     ALREADY_REVIEWED, REASON_MISSING or NO_SUCH_BYPASS
     */
    @Transactional(dontRollbackOn = Refused.class)
    public BypassView review(BypassId id, Member reviewer, Review review) {
        String finding = finding(review);
        Bypass bypass = Bypass.lock(id);
        Instant moment = now.instant();
        requireMay(reviewer);
        if (bypass.endIfOverdue(moment)) {
            chronicle.ended(bypass);
        }
        bypass.review(reviewer, finding);
        chronicle.reviewed(bypass, reviewer.name(), finding);
        return bypass.view(moment, Optional.empty());
    }

    private static void requireMay(Member reviewer) {
        if (!reviewer.enabled()) {
            throw new Refused(ApprovalError.ACCOUNT_CLOSED, "Your review was not taken.");
        }
        if (!reviewer.holdsAnyOf(REVIEWING_ROLES)) {
            throw new Refused(ApprovalError.NOT_APPROVER, "Your review was not taken.");
        }
    }

    private static String finding(Review review) {
        Complete.require(review);
        String finding = review.finding().strip();
        if (finding.length() < SHORTEST_FINDING || finding.length() > LONGEST_FINDING) {
            throw new Refused(
                    ApprovalError.REASON_MISSING, "A finding has 10 to 10,000 characters.");
        }
        return finding;
    }
}
