package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.evaluate.Explanation;
import dev.countersign.policy.replay.Replayed;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;

/** Policies as if they were in force, for judging what was recorded. Stores nothing. */
@ApplicationScoped
public class Candidates {

    private final Policies policies;
    private final GuardAddresses guard;

    Candidates(Policies policies, GuardAddresses guard) {
        this.policies = policies;
        this.guard = guard;
    }

    /**
     * @throws Refused INVALID_POLICY with every error, as an upload of it would be
     */
    public Candidate written(String file, PolicyLayer layer) {
        return candidate(PolicyFiles.checked(Map.of(PolicyFiles.nameOf(layer), file)));
    }

    /**
     * @throws Refused NO_SUCH_POLICY
     */
    @Transactional
    public Candidate uploaded(PolicyId id) {
        return candidate(PolicyFiles.checked(StoredPolicy.require(id).files()));
    }

    private Candidate candidate(PolicyFiles files) {
        var parts = new HashMap<Scope, InForce.Part>();
        files.scopes()
                .forEach(
                        scope ->
                                parts.put(
                                        scope,
                                        InForce.Part.good(
                                                "candidate",
                                                PolicyFiles.in(scope.layer(), files.texts()))));
        return new Candidate(files, policies.instead(parts));
    }

    /** The facts with those that say what they reach of this installation. */
    public Facts guarded(Facts facts) {
        return guard.with(facts);
    }

    /** Why the policy that is in force now would judge a recorded call as it does. */
    public Explanation present(Replayed call) {
        return policies.explain(call.recorded().run().agent(), call.facts(), call.circumstances());
    }
}
