package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyContents;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.runtime.Refused;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A policy as it was uploaded: a set of files. It never changes. */
@Entity
@Table(name = "policy")
public class StoredPolicy extends PanacheEntityBase {

    @Id String id;
    String version;
    @Nullable String name;
    @Nullable Long revision;

    /** One to a line, as {@link Scope} writes it. */
    String scopes;

    /** The signed envelope that it came in, as it came. */
    @Nullable String envelope;

    String uploadedBy;
    @Nullable String uploadedBySubject;
    Instant uploadedAt;

    @ElementCollection
    @CollectionTable(name = "policy_file", joinColumns = @JoinColumn(name = "policy_id"))
    @MapKeyColumn(name = "path")
    @Column(name = "content")
    private Map<String, String> files = new HashMap<>();

    static StoredPolicy of(Parcel parcel, Actor by, Instant now) {
        PolicyFiles files = parcel.files();
        StoredPolicy stored = new StoredPolicy();
        stored.id = PolicyId.next().value();
        stored.version = files.compiled().version();
        stored.name = parcel.name().orElse(null);
        stored.revision = parcel.revision().isPresent() ? parcel.revision().getAsLong() : null;
        stored.scopes = String.join("\n", files.scopes().stream().map(Scope::toString).toList());
        stored.files = new HashMap<>(files.texts());
        stored.envelope = parcel.envelope().orElse(null);
        stored.uploadedBy = by.name();
        stored.uploadedBySubject = by.subject().orElse(null);
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
                where exists (from PolicyActivation a where a.policyId = p.id and a.endedAt is null)
                order by p.uploadedAt desc
                """);
    }

    PolicyId id() {
        return new PolicyId(id);
    }

    List<Scope> scopes() {
        return scopes.lines().map(Scope::parse).toList();
    }

    Optional<Long> revision() {
        return Optional.ofNullable(revision);
    }

    /** The name for people. */
    String called() {
        return name == null ? id : "'" + name + "'";
    }

    TreeMap<String, String> files() {
        return new TreeMap<>(files);
    }

    /** The text of the widest layer's own file. */
    String head() {
        return Stream.of(PolicyLayer.values())
                .map(layer -> files.get(PolicyFiles.nameOf(layer)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    boolean uploadedBy(Actor actor) {
        return actor.is(uploadedBy, Optional.ofNullable(uploadedBySubject));
    }

    PolicyContents contents() {
        return new PolicyContents(
                scopes().stream()
                        .map(scope -> new PolicyContents.Scope(scope.layer(), scope.pattern()))
                        .toList(),
                files().entrySet().stream()
                        .map(
                                file ->
                                        new PolicyContents.File(
                                                file.getKey(),
                                                PolicyFiles.layerOf(file.getKey()),
                                                file.getValue()))
                        .toList());
    }

    PolicyView view() {
        return new PolicyView(
                id(),
                version,
                Optional.ofNullable(name),
                scopes().stream().map(Scope::pattern).distinct().toList(),
                PolicyActivation.of(id).stream()
                        .map(activation -> activation.pattern)
                        .distinct()
                        .sorted()
                        .toList(),
                uploadedBy,
                uploadedAt,
                revision(),
                scopes().stream().map(Scope::layer).distinct().toList(),
                envelope != null,
                PolicyRequest.waitingFor(id).map(PolicyRequest::view),
                Optional.empty(),
                List.of());
    }
}
