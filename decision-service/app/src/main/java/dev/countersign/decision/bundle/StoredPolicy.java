package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.policy.language.Policy;
import dev.countersign.runtime.Refused;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy file as it was uploaded. It never changes. */
@Entity
@Table(name = "policy")
public class StoredPolicy extends PanacheEntityBase {

    /** The pattern of a file that names no agent: it is for all. */
    static final String EVERYONE = "*";

    @Id String id;
    String version;
    @Nullable String name;

    /** Patterns of agent names, one to a line. */
    String agents;

    String file;
    String uploadedBy;
    Instant uploadedAt;

    static StoredPolicy of(Policy policy, String file, String by, Instant now) {
        StoredPolicy stored = new StoredPolicy();
        stored.id = PolicyId.next().value();
        stored.version = policy.version() + "+" + policy.digest();
        stored.name = policy.metadata().get("name");
        stored.agents = policy.agents().isEmpty() ? EVERYONE : String.join("\n", policy.agents());
        stored.file = file;
        stored.uploadedBy = by;
        stored.uploadedAt = now;
        return stored;
    }

    static StoredPolicy require(PolicyId id) {
        return StoredPolicy.<StoredPolicy>findByIdOptional(id.value())
                .orElseThrow(
                        () -> new Refused(DecisionError.NO_SUCH_POLICY, "No policy " + id + "."));
    }

    static List<StoredPolicy> newest() {
        return StoredPolicy.<StoredPolicy>find("order by uploadedAt desc").page(0, 200).list();
    }

    static List<StoredPolicy> inForce() {
        return list(
                """
                from StoredPolicy p
                where exists (from PolicyActivation a where a.policyId = p.id)
                order by p.uploadedAt desc
                """);
    }

    List<String> patterns() {
        return agents.lines().toList();
    }

    PolicyView view() {
        return new PolicyView(
                new PolicyId(id),
                version,
                Optional.ofNullable(name),
                patterns(),
                PolicyActivation.patternsOf(id),
                uploadedBy,
                uploadedAt);
    }
}
