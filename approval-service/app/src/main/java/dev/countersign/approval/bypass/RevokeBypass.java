package dev.countersign.approval.bypass;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.request.Member;
import dev.countersign.audit.api.BypassId;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Ends a bypass at once. */
@ApplicationScoped
public class RevokeBypass {

    private static final Set<String> REVOKING_ROLES =
            Set.of("approver", "on-call", "security-reviewer");

    private final Now now;
    private final BypassChronicle chronicle;

    RevokeBypass(Now now, BypassChronicle chronicle) {
        this.now = now;
        this.chronicle = chronicle;
    }

    /**
     * Repeating it answers the same. A refusal commits as well: it may have found that the time was
     * over.
     *
     * @param by the requester or anybody who could have denied it
     * @throws Refused NOT_APPROVER, ACCOUNT_CLOSED, NOT_LIVE or NO_SUCH_BYPASS
     */
    @Transactional(dontRollbackOn = Refused.class)
    public BypassView revoke(BypassId id, Member by) {
        Bypass bypass = Bypass.lock(id);
        Instant moment = now.instant();
        requireMay(bypass, by);
        if (bypass.endIfOverdue(moment)) {
            chronicle.ended(bypass);
        }
        if (bypass.revoke(by, moment)) {
            chronicle.ended(bypass);
        }
        return bypass.view(moment, Optional.empty());
    }

    private static void requireMay(Bypass bypass, Member by) {
        if (!by.enabled()) {
            throw new Refused(ApprovalError.ACCOUNT_CLOSED, "The bypass stays as it is.");
        }
        if (!bypass.isOf(by) && !by.holdsAnyOf(REVOKING_ROLES)) {
            throw new Refused(ApprovalError.NOT_APPROVER, "The bypass stays as it is.");
        }
    }
}
