package dev.countersign.decision.bundle;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which policy may come into force where, whoever wants it. */
@ApplicationScoped
class Admission {

    private final boolean signedOnly;
    private final Signatures signatures;

    Admission(PolicySettings settings, Signatures signatures) {
        this.signatures = signatures;
        this.signedOnly = settings.requireSignature();
    }

    /**
     * @throws Refused INVALID_POLICY, INVALID_BUNDLE, POLICY_UNSIGNED or REVISION_TOO_LOW
     */
    void require(StoredPolicy policy) {
        requireSignature(policy);
        // An older version of this service may have let through what this one refuses.
        PolicyFiles.checked(policy.files());
        policy.scopes().forEach(scope -> requireNoRollback(policy, scope));
        policy.scopes().forEach(scope -> requireNoRollbackAround(policy, scope));
    }

    private void requireSignature(StoredPolicy policy) {
        if (policy.envelope == null) {
            if (signedOnly) {
                throw new Refused(
                        DecisionError.POLICY_UNSIGNED,
                        policy.id + " was uploaded without a signature.");
            }
            return;
        }
        signatures
                .flaw(policy.envelope, policy.files())
                .ifPresent(
                        why -> {
                            throw new Refused(DecisionError.INVALID_BUNDLE, why);
                        });
    }

    private static void requireNoRollback(StoredPolicy next, Scope scope) {
        PolicyActivation.highest(scope, next.name)
                .flatMap(highest -> objection(next, highest))
                .or(() -> unnumbered(next, scope))
                .ifPresent(
                        why -> {
                            throw new Refused(
                                    DecisionError.REVISION_TOO_LOW,
                                    "For %s: %s".formatted(scope.shown(), why));
                        });
    }

    /** An old text does not come back for fewer agents, or for more, under the same name. */
    private static void requireNoRollbackAround(StoredPolicy next, Scope scope) {
        if (next.name == null) {
            return;
        }
        PolicyActivation.patterns(scope.layer(), next.name).stream()
                .filter(scope::mayMeet)
                .flatMap(
                        pattern ->
                                PolicyActivation.highest(
                                        new Scope(scope.layer(), pattern), next.name)
                                        .stream())
                .filter(highest -> next.revision().orElse(-1L) < highest.revision().orElseThrow())
                .findFirst()
                .flatMap(highest -> objection(next, highest))
                .ifPresent(
                        why -> {
                            throw new Refused(
                                    DecisionError.REVISION_TOO_LOW,
                                    "For agents of %s: %s".formatted(scope.shown(), why));
                        });
    }

    private static Optional<String> objection(StoredPolicy next, StoredPolicy highest) {
        long reached = highest.revision().orElseThrow();
        if (next.revision().isEmpty()) {
            return Optional.of(
                    "%s was in force with revision %d (%s); this one says no revision."
                            .formatted(highest.called(), reached, highest.id));
        }
        long wanted = next.revision().get();
        if (wanted < reached) {
            return Optional.of(
                    "%s was in force with revision %d (%s); this one has revision %d."
                            .formatted(highest.called(), reached, highest.id, wanted));
        }
        return wanted == reached && !next.files().equals(highest.files())
                ? Optional.of(
                        "revision %d of %s was in force with another text (%s)."
                                .formatted(reached, highest.called(), highest.id))
                : Optional.empty();
    }

    private static Optional<String> unnumbered(StoredPolicy next, Scope scope) {
        return next.revision().isPresent()
                ? Optional.empty()
                : PolicyActivation.in(scope)
                        .map(PolicyActivation::policy)
                        .filter(there -> there.revision().isPresent())
                        .map(
                                there ->
                                        "%s is in force with revision %d (%s); this one says no revision."
                                                .formatted(
                                                        there.called(),
                                                        there.revision().orElseThrow(),
                                                        there.id));
    }
}
