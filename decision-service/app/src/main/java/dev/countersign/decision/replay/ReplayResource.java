package dev.countersign.decision.replay;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.ReplayApi;
import dev.countersign.decision.api.SimulationView;
import dev.countersign.decision.api.SuggestionsView;
import dev.countersign.decision.bundle.Candidate;
import dev.countersign.decision.bundle.Candidates;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class ReplayResource implements ReplayApi {

    private static final String USUAL_SINCE = "P30D";
    private static final String USUAL_OBSERVED = "P7D";

    private final Candidates candidates;
    private final Simulate simulating;
    private final Suggest suggesting;
    private final Turn turn;
    private final Now now;

    ReplayResource(
            Candidates candidates, Simulate simulating, Suggest suggesting, Turn turn, Now now) {
        this.candidates = candidates;
        this.simulating = simulating;
        this.suggesting = suggesting;
        this.turn = turn;
        this.now = now;
    }

    @Override
    @RolesAllowed({"policy-admin", "security-reviewer", "auditor"})
    public SimulationView simulate(
            @Nullable PolicyId policy,
            @Nullable String since,
            @Nullable String agent,
            @Nullable Integer limit,
            PolicyLayer layer,
            @Nullable String file) {
        Stretch stretch =
                Stretch.of(now.instant(), since == null ? USUAL_SINCE : since, agent, limit);
        Candidate tried = tried(policy, layer, file);
        return turn.take(() -> simulating.simulate(tried, stretch));
    }

    @Override
    @RolesAllowed({"policy-admin", "security-reviewer", "auditor"})
    public SuggestionsView suggestions(
            @Nullable String since, @Nullable String agent, @Nullable Integer limit) {
        Stretch stretch =
                Stretch.of(now.instant(), since == null ? USUAL_OBSERVED : since, agent, limit);
        return turn.take(() -> suggesting.suggest(stretch));
    }

    private Candidate tried(@Nullable PolicyId policy, PolicyLayer layer, @Nullable String file) {
        boolean written = file != null && !file.isBlank();
        if (written == (policy != null)) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "Send a policy file, or name an uploaded one with 'policy', not both.");
        }
        return policy != null
                ? candidates.uploaded(policy)
                : candidates.written(String.valueOf(file), layer);
    }
}
