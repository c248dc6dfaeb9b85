package dev.countersign.decision.bundle;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.PolicyWarning;
import dev.countersign.decision.bundle.PolicyRequest.Change;
import dev.countersign.runtime.Now;
import dev.countersign.trail.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a policy in force for each scope that it names, in place of what was. The database tells
 * every replica when this commits.
 */
@ApplicationScoped
public class ActivatePolicy {

    private final Now now;
    private final Admission admission;
    private final SecondPerson secondPerson;
    private final Approvers approvers;
    private final AuditTrail trail;

    ActivatePolicy(
            Now now,
            Admission admission,
            SecondPerson secondPerson,
            Approvers approvers,
            AuditTrail trail) {
        this.now = now;
        this.admission = admission;
        this.secondPerson = secondPerson;
        this.approvers = approvers;
        this.trail = trail;
    }

    /** People are looked up first, so that nothing is locked while another service answers. */
    public PolicyView activate(PolicyId id, Actor by, @Nullable String confirms) {
        return activate(id, by, confirms, () -> {});
    }

    /**
     * As a source does it, which confirms nothing.
     *
     * @param noting done in the transaction that puts it in force or asks for a second person: both
     *     are durable, or neither
     */
    public PolicyView activate(PolicyId id, Actor.Source by, Runnable noting) {
        return activate(id, by, null, noting);
    }

    private PolicyView activate(PolicyId id, Actor by, @Nullable String confirms, Runnable noting) {
        List<PolicyWarning> warnings = approvers.require(files(id));
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            PolicyView released = release(id, by, confirms);
                            noting.run();
                            return released;
                        })
                .warning(warnings);
    }

    private static PolicyFiles files(PolicyId id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> PolicyFiles.read(StoredPolicy.require(id).files()));
    }

    private PolicyView release(PolicyId id, Actor by, @Nullable String confirms) {
        PolicyActivation.lockAll();
        StoredPolicy policy = StoredPolicy.require(id);
        admission.require(policy);
        Instant time = now.instant();
        switch (secondPerson.consent(Change.ACTIVATION, policy, by, confirms, time)) {
            case Consent.Given given -> activate(policy, given);
            case Consent.Awaited awaited -> {}
        }
        return policy.view();
    }

    private void activate(StoredPolicy policy, Consent.Given consent) {
        policy.scopes().forEach(scope -> activate(policy, scope, consent));
        StoredPolicy.flush();
        secondPerson.forgetOvertaken(consent.at());
    }

    private void activate(StoredPolicy policy, Scope scope, Consent.Given consent) {
        PolicyActivation next = PolicyActivation.of(scope, policy, consent);
        Map<String, String> before =
                PolicyActivation.in(scope)
                        .map(
                                there -> {
                                    there.end(consent);
                                    next.follows(there);
                                    return there.policy().files();
                                })
                        .orElseGet(TreeMap::new);
        // What is over has to be over in the database before the next one begins.
        StoredPolicy.flush();
        next.persist();
        trail.record(
                new Event.PolicyChanged(
                        Story.NONE,
                        policy.id(),
                        consent.told("activated for " + scope.shown()),
                        policy.version,
                        consent.by(),
                        PolicyDiff.of(
                                PolicyFiles.in(scope.layer(), before),
                                PolicyFiles.in(scope.layer(), policy.files()))));
    }
}
