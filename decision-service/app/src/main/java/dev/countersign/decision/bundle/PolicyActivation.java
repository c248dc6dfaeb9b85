package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.ActivationView;
import dev.countersign.decision.api.PolicyLayer;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That a policy is, or was, in force for a scope. At any time one is. */
@Entity
public class PolicyActivation extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String layer;
    String pattern;
    String policyId;
    @Nullable String replaced;
    String activatedBy;
    @Nullable String confirmedBy;
    Instant activatedAt;
    @Nullable Instant endedAt;
    @Nullable String endedBy;

    /**
     * From now to the end of the transaction nobody else changes what is in force. Changes are rare
     * and depend on what is there, also where nothing is there that a row lock could hold.
     */
    static void lockAll() {
        getEntityManager()
                .createNativeQuery("lock table policy_activation in share row exclusive mode")
                .executeUpdate();
    }

    static Optional<PolicyActivation> in(Scope scope) {
        return find(
                        "layer = ?1 and pattern = ?2 and endedAt is null",
                        scope.layer().toString(),
                        scope.pattern())
                .firstResultOptional();
    }

    /** Where the policy is in force. */
    static List<PolicyActivation> of(String policyId) {
        return list("policyId = ?1 and endedAt is null order by layer, pattern", policyId);
    }

    static List<PolicyActivation> inForce() {
        return list("endedAt is null");
    }

    static List<PolicyActivation> newest() {
        return PolicyActivation.<PolicyActivation>find("order by id desc").page(0, 500).list();
    }

    /** For which agents policies of a name were ever in force in a layer. */
    static List<String> patterns(PolicyLayer layer, String name) {
        return getEntityManager()
                .createQuery(
                        """
                        select distinct a.pattern from PolicyActivation a
                        where a.layer = :layer
                          and exists (from StoredPolicy p where p.id = a.policyId and p.name = :name)
                        """,
                        String.class)
                .setParameter("layer", layer.toString())
                .setParameter("name", name)
                .getResultList();
    }

    /** The policy with the highest revision that was ever in force in a scope under a name. */
    static Optional<StoredPolicy> highest(Scope scope, @Nullable String name) {
        return StoredPolicy.<StoredPolicy>find(
                        """
                        select p from StoredPolicy p
                        where p.revision is not null and coalesce(p.name, '') = ?3
                          and exists (from PolicyActivation a
                              where a.policyId = p.id and a.layer = ?1 and a.pattern = ?2)
                        order by p.revision desc
                        """,
                        scope.layer().toString(),
                        scope.pattern(),
                        name == null ? "" : name)
                .page(0, 1)
                .firstResultOptional();
    }

    static PolicyActivation of(Scope scope, StoredPolicy policy, Consent.Given consent) {
        PolicyActivation activation = new PolicyActivation();
        activation.layer = scope.layer().toString();
        activation.pattern = scope.pattern();
        activation.policyId = policy.id;
        activation.activatedBy = consent.by();
        activation.confirmedBy = consent.confirmedBy().orElse(null);
        activation.activatedAt = consent.at();
        return activation;
    }

    void follows(PolicyActivation before) {
        replaced = before.policyId;
    }

    void end(Consent.Given consent) {
        endedAt = consent.at();
        endedBy = consent.by();
    }

    Scope scope() {
        return new Scope(PolicyLayer.valueOf(layer.toUpperCase(Locale.ROOT)), pattern);
    }

    StoredPolicy policy() {
        return StoredPolicy.require(new PolicyId(policyId));
    }

    ActivationView view() {
        StoredPolicy policy = policy();
        return new ActivationView(
                policy.id(),
                policy.version,
                Optional.ofNullable(policy.name),
                scope().layer(),
                pattern,
                activatedBy,
                activatedAt,
                Optional.ofNullable(confirmedBy),
                Optional.ofNullable(replaced).map(PolicyId::new),
                Optional.ofNullable(endedAt),
                Optional.ofNullable(endedBy));
    }
}
