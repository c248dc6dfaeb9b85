package dev.countersign.decision.bundle;

import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.masking.Masker;
import java.util.List;
import java.util.Optional;

/** A policy as if it were activated, in place of what its scopes have now. */
public final class Candidate {

    private final String version;
    private final List<Scope> scopes;
    private final InForce then;

    Candidate(PolicyFiles files, InForce then) {
        this.version = files.compiled().version();
        this.scopes = files.scopes();
        this.then = then;
    }

    public String version() {
        return version;
    }

    /**
     * What would be in force for the agent, the other layers included; empty if nothing changes.
     */
    public Optional<CompiledPolicy> forAgent(String agent) {
        return scopes.stream().anyMatch(scope -> scope.covers(agent))
                ? Optional.of(then.forAgent(agent).compiled())
                : Optional.empty();
    }

    /** Knows the credentials that would be declared for the agent. */
    public Masker masker(String agent) {
        return then.forAgent(agent).masker();
    }
}
