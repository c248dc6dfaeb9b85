package dev.countersign.approval.bypass;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.request.Asker;
import dev.countersign.audit.api.BypassId;
import dev.countersign.runtime.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Bypasses as they stand at the moment of asking. What is overdue is shown as ended, whether or not
 * that was noted yet.
 */
@ApplicationScoped
public class Bypasses {

    private static final int NEWEST = 200;

    private final Now now;

    Bypasses(Now now) {
        this.now = now;
    }

    /** The bypass as nobody in particular sees it. */
    @Transactional
    public Optional<BypassView> find(BypassId id) {
        return Bypass.<Bypass>findByIdOptional(id.value())
                .map(bypass -> bypass.view(now.instant(), Optional.empty()));
    }

    @Transactional
    Optional<BypassView> find(BypassId id, Asker asker) {
        return Bypass.<Bypass>findByIdOptional(id.value())
                .map(bypass -> bypass.view(now.instant(), objection(bypass, asker)));
    }

    @Transactional
    List<BypassView> newest(Optional<BypassStatus> status, Asker asker) {
        Instant moment = now.instant();
        return Bypass.newest(NEWEST).stream()
                .map(bypass -> bypass.view(moment, objection(bypass, asker)))
                .filter(view -> status.isEmpty() || status.get() == view.status())
                .toList();
    }

    /** Whoever may deny may vote; a named approver only narrows who may approve. */
    private static Optional<ApprovalError> objection(Bypass bypass, Asker asker) {
        return asker.objection(member -> bypass.objection(member, Choice.DENY));
    }
}
