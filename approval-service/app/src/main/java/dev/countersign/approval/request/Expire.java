package dev.countersign.approval.request;

import dev.countersign.runtime.Now;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Ends what is overdue although nobody looks at it. Every replica runs it; the lock on the rows
 * shares them out.
 */
@ApplicationScoped
class Expire {

    private static final int BATCH = 200;

    private final Now now;
    private final Chronicle chronicle;

    Expire(Now now, Chronicle chronicle) {
        this.now = now;
        this.chronicle = chronicle;
    }

    @Scheduled(
            identity = "expire-requests",
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    public void expire() {
        Instant moment = now.instant();
        for (ApprovalRequest request : ApprovalRequest.lockOverdue(moment, BATCH)) {
            if (request.endIfOverdue(moment)) {
                chronicle.reached(request);
            }
        }
    }
}
