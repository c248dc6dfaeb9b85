package dev.countersign.approval.bypass;

import dev.countersign.runtime.Now;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Ends bypasses whose time is over although nobody looks, in every replica. */
@ApplicationScoped
class ExpireBypass {

    private static final int BATCH = 100;

    private final Now now;
    private final BypassChronicle chronicle;

    ExpireBypass(Now now, BypassChronicle chronicle) {
        this.now = now;
        this.chronicle = chronicle;
    }

    @Scheduled(
            identity = "expire-bypasses",
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    public void expire() {
        Instant moment = now.instant();
        for (Bypass bypass : Bypass.lockOverdue(moment, BATCH)) {
            if (bypass.endIfOverdue(moment)) {
                chronicle.ended(bypass);
            }
        }
    }
}
