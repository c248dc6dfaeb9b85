package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.DeclineOrder;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.bundle.PolicyRequest.End;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Ends a change that waits for a second person: by a refusal, or because its time is over. */
@ApplicationScoped
public class DeclineChange {

    private static final int LONGEST_REASON = 500;

    private final Now now;
    private final SecondPerson secondPerson;
    private final AuditTrail trail;

    DeclineChange(Now now, SecondPerson secondPerson, AuditTrail trail) {
        this.now = now;
        this.secondPerson = secondPerson;
        this.trail = trail;
    }

    @Transactional
    public PolicyView decline(PolicyId id, Actor by, DeclineOrder order) {
        String reason = reason(order);
        PolicyActivation.lockAll();
        StoredPolicy policy = StoredPolicy.require(id);
        PolicyRequest request =
                PolicyRequest.waitingFor(policy.id)
                        .orElseThrow(
                                () ->
                                        SecondPerson.nothingWaits(
                                                "No change of " + policy.id + " waits."));
        secondPerson.requireMayDecline(request, by);
        request.end(End.DECLINED, by.name(), now.instant());
        trail.record(request.told("declined (" + reason + ")", by.name()));
        StoredPolicy.flush();
        return policy.view();
    }

    /** By the database's clock, whether or not anybody looks. */
    @Transactional
    public void expire() {
        if (PolicyRequest.waiting().isEmpty()) {
            return;
        }
        PolicyActivation.lockAll();
        Instant time = now.instant();
        PolicyRequest.waiting().stream()
                .filter(request -> request.isOver(time))
                .forEach(
                        request ->
                                secondPerson.end(request, End.EXPIRED, "decision-service", time));
    }

    private static String reason(DeclineOrder order) {
        if (order == null || order.reason() == null || order.reason().isBlank()) {
            throw new Refused(DecisionError.INVALID_ORDER, "'reason' is needed.");
        }
        if (order.reason().length() > LONGEST_REASON || order.reason().indexOf('\0') >= 0) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "'reason' takes text of at most %d characters.".formatted(LONGEST_REASON));
        }
        return order.reason().strip();
    }
}
