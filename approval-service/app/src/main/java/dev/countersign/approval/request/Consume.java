package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Consumption;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** Spends an approval on the one call it was given for. */
@ApplicationScoped
class Consume {

    private final Now now;
    private final Chronicle chronicle;
    private final Queue queue;

    Consume(Now now, Chronicle chronicle, Queue queue) {
        this.now = now;
        this.chronicle = chronicle;
        this.queue = queue;
    }

    /**
     * If the caller dies after this committed, it asks again with the same decision and gets the
     * same answer. A refusal commits as well: it may have found that the time was over.
     *
     * @throws Refused NOT_APPROVED, DIGEST_DIFFERS, ALREADY_CONSUMED or NO_SUCH_APPROVAL
     */
    @Transactional(dontRollbackOn = Refused.class)
    public ApprovalView consume(ApprovalId id, Consumption consumption) {
        Complete.require(consumption);
        ApprovalRequest request = ApprovalRequest.lock(id);
        Instant moment = now.instant();
        if (request.endIfOverdue(moment)) {
            chronicle.reached(request);
        }
        if (request.consume(consumption, moment)) {
            chronicle.reached(request);
        }
        return queue.show(request, moment, Optional.of(ApprovalError.NOT_A_PERSON));
    }
}
