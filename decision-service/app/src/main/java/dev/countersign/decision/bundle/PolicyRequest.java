package dev.countersign.decision.bundle;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.api.WaitingView;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is in force that waits for a second person. It is about one policy, and about
 * what that would replace at the moment of asking: what is confirmed is what was shown.
 */
@Entity
public class PolicyRequest extends PanacheEntityBase {

    static final Duration LASTS = Duration.ofHours(24);
    static final String WAITING = "waiting";

    private static final String MAY_CONFIRM =
            "Another policy-admin or security-reviewer, who neither uploaded the policy nor asked for this.";

    enum Change {
        ACTIVATION,
        DEACTIVATION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum End {
        CONFIRMED,
        DECLINED,
        EXPIRED,
        SUPERSEDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String policyId;
    String change;
    String version;

    /** Scope, {@code =} and what is in force there, one to a line. */
    String replaces;

    String askedBy;
    @Nullable String askedSubject;
    Instant askedAt;
    Instant expiresAt;
    String state;
    @Nullable Instant endedAt;
    @Nullable String endedBy;

    static PolicyRequest of(Change change, StoredPolicy policy, Actor by, Instant now) {
        PolicyRequest request = new PolicyRequest();
        request.policyId = policy.id;
        request.change = change.toString();
        request.version = policy.version;
        request.replaces = present(change, policy);
        request.askedBy = by.name();
        request.askedSubject = by.subject().orElse(null);
        request.askedAt = now;
        request.expiresAt = now.plus(LASTS);
        request.state = WAITING;
        return request;
    }

    static Optional<PolicyRequest> waitingFor(String policyId) {
        return find("policyId = ?1 and state = ?2", policyId, WAITING).firstResultOptional();
    }

    static List<PolicyRequest> waiting() {
        return list("state = ?1 order by id", WAITING);
    }

    static Collection<Scope> scopes(Change change, StoredPolicy policy) {
        return switch (change) {
            case ACTIVATION -> policy.scopes();
            case DEACTIVATION ->
                    PolicyActivation.of(policy.id).stream().map(PolicyActivation::scope).toList();
        };
    }

    private static String present(Change change, StoredPolicy policy) {
        return scopes(change, policy).stream()
                .sorted()
                .map(
                        scope ->
                                scope
                                        + "="
                                        + PolicyActivation.in(scope)
                                                .map(there -> there.policyId)
                                                .orElse(""))
                .collect(Collectors.joining("\n"));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Whether it would still do what was shown. */
    boolean isAsShown() {
        StoredPolicy policy = policy();
        return version.equals(policy.version) && replaces.equals(present(change(), policy));
    }

    boolean touches(Collection<Scope> scopes) {
        return scopes(change(), policy()).stream().anyMatch(scopes::contains);
    }

    /** Only a repository asks without being a person. */
    boolean isOfASource() {
        return askedSubject == null;
    }

    /** From now on it is this person who asks. */
    void takeOn(Actor by) {
        askedBy = by.name();
        askedSubject = by.subject().orElseThrow();
    }

    boolean askedBy(Actor actor) {
        return actor.is(askedBy, Optional.ofNullable(askedSubject));
    }

    Change change() {
        return Change.valueOf(change.toUpperCase(Locale.ROOT));
    }

    void end(End how, String by, Instant now) {
        if (!state.equals(WAITING)) {
            throw new IllegalStateException("It is " + state + " already");
        }
        state = how.toString();
        endedBy = by;
        endedAt = now;
    }

    StoredPolicy policy() {
        return StoredPolicy.require(new PolicyId(policyId));
    }

    String number() {
        return String.valueOf(id);
    }

    Event.PolicyChanged told(String what, String by) {
        return new Event.PolicyChanged(
                Story.NONE,
                new PolicyId(policyId),
                "%s %s for %s"
                        .formatted(
                                change,
                                what,
                                String.join(
                                        ", ",
                                        scopes(change(), policy()).stream()
                                                .map(Scope::shown)
                                                .toList())),
                version,
                by,
                diff());
    }

    String diff() {
        return switch (change()) {
            case ACTIVATION -> PolicyDiff.ofActivating(policy());
            case DEACTIVATION -> PolicyDiff.ofDeactivating(policy());
        };
    }

    WaitingView view() {
        return new WaitingView(
                number(),
                change,
                askedBy,
                askedAt,
                expiresAt,
                MAY_CONFIRM,
                scopes(change(), policy()).stream().map(Scope::toString).toList(),
                Optional.of(diff()));
    }
}
