package dev.countersign.decision.bundle;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.bundle.PolicyRequest.Change;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a policy out of force; what the other layers and the shipped baseline say stays. */
@ApplicationScoped
public class DeactivatePolicy {

    private final Now now;
    private final SecondPerson secondPerson;
    private final AuditTrail trail;

    DeactivatePolicy(Now now, SecondPerson secondPerson, AuditTrail trail) {
        this.now = now;
        this.secondPerson = secondPerson;
        this.trail = trail;
    }

    @Transactional
    public PolicyView deactivate(PolicyId id, Actor by, @Nullable String confirms) {
        PolicyActivation.lockAll();
        StoredPolicy policy = StoredPolicy.require(id);
        List<PolicyActivation> inForce = PolicyActivation.of(policy.id);
        if (inForce.isEmpty()) {
            throw new Refused(DecisionError.NOT_IN_FORCE, policy.id + " is in force nowhere.");
        }
        Instant time = now.instant();
        switch (secondPerson.consent(Change.DEACTIVATION, policy, by, confirms, time)) {
            case Consent.Given given -> inForce.forEach(one -> end(policy, one, given));
            case Consent.Awaited awaited -> {}
        }
        return policy.view();
    }

    private void end(StoredPolicy policy, PolicyActivation activation, Consent.Given consent) {
        activation.end(consent);
        StoredPolicy.flush();
        trail.record(
                new Event.PolicyChanged(
                        Story.NONE,
                        policy.id(),
                        consent.told("deactivated for " + activation.scope().shown()),
                        policy.version,
                        consent.by(),
                        PolicyDiff.of(
                                PolicyFiles.in(activation.scope().layer(), policy.files()),
                                Map.of())));
        secondPerson.forgetOvertaken(consent.at());
    }
}
