package dev.countersign.decision.bundle;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.bundle.PolicyRequest.Change;
import dev.countersign.decision.bundle.PolicyRequest.End;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes for certain agents wait until another person makes the same call. To be asked with
 * what is in force locked, so that of two people who confirm at once one does.
 */
@ApplicationScoped
class SecondPerson {

    private final List<String> agents;
    private final AuditTrail trail;

    SecondPerson(PolicySettings settings, AuditTrail trail) {
        this.agents = settings.secondPerson().orElse(List.of());
        this.trail = trail;
    }

    /**
     * @param confirms the request that the caller was shown, if they say so
     * @throws Refused FORBIDDEN, NOT_A_PERSON, SECOND_PERSON or NOTHING_WAITS
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Consent consent(
            Change change, StoredPolicy policy, Actor by, @Nullable String confirms, Instant now) {
        Collection<Scope> scopes = PolicyRequest.scopes(change, policy);
        if (scopes.stream().noneMatch(this::needsTwo)) {
            by.requirePolicyAdmin();
            return new Consent.Given(by.name(), Optional.empty(), now);
        }
        by.requireNoMachine();
        Optional<PolicyRequest> waiting =
                PolicyRequest.waitingFor(policy.id)
                        .filter(request -> stillWaits(request, change, now));
        if (confirms != null && waiting.filter(r -> r.number().equals(confirms)).isEmpty()) {
            throw nothingWaits("Request " + confirms + " does not wait any more.");
        }
        if (confirms != null && waiting.get().askedBy(by)) {
            throw new Refused(
                    DecisionError.SECOND_PERSON,
                    "%s asked for this change, so somebody else confirms it.".formatted(by.name()));
        }
        return waiting.isPresent()
                ? confirmed(waiting.get(), policy, by, now)
                : new Consent.Awaited(ask(change, policy, by, now));
    }

    /** Ends what waits although what is in force is not any more what was shown. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forgetOvertaken(Instant now) {
        for (PolicyRequest request : PolicyRequest.waiting()) {
            if (!request.isAsShown()) {
                end(request, End.SUPERSEDED, "decision-service", now);
            }
        }
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void end(PolicyRequest request, End how, String by, Instant now) {
        request.end(how, by, now);
        trail.record(request.told(how.toString(), by));
    }

    static Refused nothingWaits(String detail) {
        return new Refused(DecisionError.NOTHING_WAITS, detail);
    }

    private boolean needsTwo(Scope scope) {
        return agents.stream().anyMatch(scope::mayMeet);
    }

    private boolean stillWaits(PolicyRequest request, Change change, Instant now) {
        if (request.isOver(now)) {
            end(request, End.EXPIRED, "decision-service", now);
            return false;
        }
        if (request.change() != change || !request.isAsShown()) {
            end(request, End.SUPERSEDED, "decision-service", now);
            return false;
        }
        return true;
    }

    private Consent confirmed(PolicyRequest request, StoredPolicy policy, Actor by, Instant now) {
        if (request.askedBy(by) || by instanceof Actor.Source) {
            return new Consent.Awaited(request);
        }
        by.requirePerson();
        if (request.isOfASource()) {
            // Git does not say who pushed; it may be the one who confirms.
            request.takeOn(by);
            trail.record(request.told("taken on", by.name()));
            return new Consent.Awaited(request);
        }
        if (policy.uploadedBy(by)) {
            throw new Refused(
                    DecisionError.SECOND_PERSON,
                    "%s uploaded this policy, so %s cannot confirm it. It waits since %s, asked for by %s."
                            .formatted(by.name(), by.name(), request.askedAt, request.askedBy));
        }
        end(request, End.CONFIRMED, by.name(), now);
        return new Consent.Given(request.askedBy, Optional.of(by.name()), now);
    }

    private PolicyRequest ask(Change change, StoredPolicy policy, Actor by, Instant now) {
        by.requirePolicyAdmin();
        Collection<Scope> scopes = PolicyRequest.scopes(change, policy);
        for (PolicyRequest older : PolicyRequest.waiting()) {
            if (older.touches(scopes)) {
                end(older, End.SUPERSEDED, by.name(), now);
            }
        }
        StoredPolicy.flush();
        PolicyRequest request = PolicyRequest.of(change, policy, by, now);
        request.persistAndFlush();
        trail.record(request.told("asked for", by.name()));
        return request;
    }

    /** Who may not confirm may decline; who asked may take it back. */
    void requireMayDecline(PolicyRequest request, Actor by) {
        by.requirePerson();
        if (!request.askedBy(by)
                && by.roles().stream()
                        .noneMatch(List.of("policy-admin", "security-reviewer")::contains)) {
            throw new Refused(
                    HttpError.FORBIDDEN, "Policy-admins and security-reviewers decline changes.");
        }
    }
}
