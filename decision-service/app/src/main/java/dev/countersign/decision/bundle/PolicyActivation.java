package dev.countersign.decision.bundle;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which policy is in force for a pattern of agent names: exactly one. */
@Entity
public class PolicyActivation extends PanacheEntityBase {

    @Id String pattern;
    String policyId;
    String activatedBy;
    Instant activatedAt;

    /** Read under a lock: of two activations at once the later one sees the earlier one. */
    static Optional<PolicyActivation> of(String pattern) {
        return findByIdOptional(pattern, LockModeType.PESSIMISTIC_WRITE);
    }

    static List<String> patternsOf(String policyId) {
        return PolicyActivation.<PolicyActivation>list("policyId = ?1 order by pattern", policyId)
                .stream()
                .map(activation -> activation.pattern)
                .toList();
    }

    static PolicyActivation of(String pattern, StoredPolicy policy, String by, Instant now) {
        PolicyActivation activation = new PolicyActivation();
        activation.pattern = pattern;
        activation.replace(policy, by, now);
        return activation;
    }

    void replace(StoredPolicy policy, String by, Instant now) {
        policyId = policy.id;
        activatedBy = by;
        activatedAt = now;
    }
}
