package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.Channel;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.runtime.Caller;
import dev.countersign.runtime.Callers;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes the present call. */
@RequestScoped
public class SignedIn {

    private static final Set<String> SEE_EVERYTHING =
            Set.of(
                    "approver",
                    "security-reviewer",
                    "on-call",
                    "auditor",
                    "policy-admin",
                    "agent-admin");

    private final SecurityIdentity identity;
    private final Callers callers;
    private final Directory directory;
    private final RefuseVote refuseVote;

    SignedIn(
            SecurityIdentity identity,
            Callers callers,
            Directory directory,
            RefuseVote refuseVote) {
        this.identity = identity;
        this.callers = callers;
        this.directory = directory;
        this.refuseVote = refuseVote;
    }

    public Caller caller() {
        return callers.of(identity);
    }

    /**
     * The person, as the directory knows them at this moment.
     *
     * @throws Refused NOT_A_PERSON, ACCOUNT_CLOSED or DIRECTORY_UNREACHABLE
     */
    public Member member() {
        return switch (caller()) {
            case Caller.Person person ->
                    directory
                            .bySubject(person.subject())
                            .map(member -> member.signedInAt(signedInAt()))
                            .orElseThrow(
                                    () ->
                                            new Refused(
                                                    ApprovalError.ACCOUNT_CLOSED,
                                                    "There is no account of '%s' any more."
                                                            .formatted(person.name())));
            case Caller.Service service -> throw notAPerson(service);
            case Caller.Machine machine -> throw notAPerson(machine);
        };
    }

    /**
     * As {@link #member}, for a vote on that request: if it is nobody with an account, that leaves
     * a trace.
     */
    Member voterOn(ApprovalId id) {
        try {
            return member();
        } catch (Refused refused) {
            if (refused.code() instanceof ApprovalError why
                    && why != ApprovalError.DIRECTORY_UNREACHABLE) {
                throw refuseVote.refuse(id, caller().name(), channel(), why);
            }
            throw refused;
        }
    }

    /**
     * @throws Refused FORBIDDEN unless it is decision-service
     */
    public void mustBeDecisionService() {
        if (!(caller() instanceof Caller.Service service
                && service.name().equals("decision-service"))) {
            throw new Refused(HttpError.FORBIDDEN, "This call is for decision-service alone.");
        }
    }

    public Channel channel() {
        boolean dashboard =
                identity.getPrincipal() instanceof JsonWebToken token
                        && "web-ui".equals(token.getClaim("azp"));
        return dashboard ? Channel.DASHBOARD : Channel.API;
    }

    /** {@code auth_time} of OpenID Connect: when the person last gave their credentials. */
    private Optional<Instant> signedInAt() {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && token.getClaim("auth_time") instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    /** The caller as one who looks. Not being able to ask the directory hides nothing from them. */
    public Asker asker() {
        return switch (caller()) {
            case Caller.Person person -> asker(person);
            case Caller.Service service ->
                    new Asker(Optional.empty(), Optional.empty(), ApprovalError.NOT_A_PERSON);
            case Caller.Machine machine ->
                    throw new Refused(HttpError.FORBIDDEN, "The queue is for people and services.");
        };
    }

    private Asker asker(Caller.Person person) {
        try {
            return new Asker(
                    limit(person),
                    directory.bySubject(person.subject()),
                    ApprovalError.ACCOUNT_CLOSED);
        } catch (Refused unreachable) {
            return new Asker(limit(person), Optional.empty(), ApprovalError.DIRECTORY_UNREACHABLE);
        }
    }

    private static Optional<String> limit(Caller.Person person) {
        return Collections.disjoint(person.roles(), SEE_EVERYTHING)
                ? Optional.of(person.name())
                : Optional.empty();
    }

    private static Refused notAPerson(Caller caller) {
        return new Refused(
                ApprovalError.NOT_A_PERSON, "'%s' is not a person.".formatted(caller.name()));
    }
}
