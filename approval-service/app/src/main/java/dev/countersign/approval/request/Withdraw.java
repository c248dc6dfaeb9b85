package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Withdrawal;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** Takes a request back: pending it is cancelled, approved it is invalidated. */
@ApplicationScoped
class Withdraw {

    private final Now now;
    private final Chronicle chronicle;
    private final Queue queue;

    Withdraw(Now now, Chronicle chronicle, Queue queue) {
        this.now = now;
        this.chronicle = chronicle;
        this.queue = queue;
    }

    /**
     * Repeating it answers the same. A refusal commits as well: it may have found that the time was
     * over.
     *
     * @throws Refused ALREADY_RESOLVED, REASON_MISSING or NO_SUCH_APPROVAL
     */
    @Transactional(dontRollbackOn = Refused.class)
    public ApprovalView withdraw(ApprovalId id, Withdrawal withdrawal) {
        Complete.require(withdrawal);
        if (withdrawal.reason().isBlank()) {
            throw new Refused(ApprovalError.REASON_MISSING, "A withdrawal says why.");
        }
        ApprovalRequest request = ApprovalRequest.lock(id);
        Instant moment = now.instant();
        if (request.endIfOverdue(moment)) {
            chronicle.reached(request);
        }
        if (request.withdraw(withdrawal.reason(), moment)) {
            chronicle.reached(request);
        }
        return queue.show(request, moment, Optional.of(ApprovalError.NOT_A_PERSON));
    }
}
