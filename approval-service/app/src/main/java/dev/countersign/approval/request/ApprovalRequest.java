package dev.countersign.approval.request;

import static dev.countersign.approval.api.ApprovalStatus.APPROVED;
import static dev.countersign.approval.api.ApprovalStatus.CANCELLED;
import static dev.countersign.approval.api.ApprovalStatus.CONSUMED;
import static dev.countersign.approval.api.ApprovalStatus.DENIED;
import static dev.countersign.approval.api.ApprovalStatus.EXPIRED;
import static dev.countersign.approval.api.ApprovalStatus.INVALIDATED;
import static dev.countersign.approval.api.ApprovalStatus.LAPSED;
import static dev.countersign.approval.api.ApprovalStatus.PENDING;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Consumption;
import dev.countersign.approval.api.PanelView;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.runtime.Refused;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** A held call in the queue. */
@Entity
public class ApprovalRequest extends PanacheEntityBase {

    /** How long a sign-in counts as fresh. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    @Id String id;

    @Column(updatable = false)
    String decision;

    @Convert(converter = StoredOrder.class)
    @Column(updatable = false)
    ApprovalOrder ordered;

    @Column(updatable = false)
    String operator;

    @Enumerated(EnumType.STRING)
    ApprovalStatus status;

    @Column(updatable = false)
    Instant createdAt;

    @Column(updatable = false)
    Instant expiresAt;

    @Nullable Instant resolvedAt;
    @Nullable String resolution;
    @Nullable Instant usableUntil;
    @Nullable Instant consumedAt;
    @Nullable String consumedPolicy;

    @OneToMany(mappedBy = "request", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    @BatchSize(size = 100)
    List<Vote> votes;

    protected ApprovalRequest() {}

    ApprovalRequest(ApprovalId id, ApprovalOrder order, Instant now) {
        this.id = id.value();
        this.decision = order.decision().value();
        this.ordered = order;
        this.operator = order.proposer().operator();
        this.status = PENDING;
        this.createdAt = now;
        this.expiresAt = now.plus(order.requirement().ttl());
        this.votes = new ArrayList<>();
    }

    /**
     * The request of an order that was sent before.
     *
     * @throws Refused INVALID_ORDER if the same decision came with another call
     */
    static Optional<ApprovalRequest> findByOrder(ApprovalOrder order) {
        Optional<ApprovalRequest> known =
                find("decision", order.decision().value()).firstResultOptional();
        known.filter(request -> !request.ordered.digest().equals(order.digest()))
                .ifPresent(
                        request -> {
                            throw new Refused(
                                    ApprovalError.INVALID_ORDER,
                                    "The decision %s already has a request for another call."
                                            .formatted(order.decision()));
                        });
        return known;
    }

    /**
     * The request, with its row locked until the transaction ends, so that of votes, consumption
     * and the clock one comes after the other, in whichever replica they run.
     *
     * @throws Refused NO_SUCH_APPROVAL
     */
    static ApprovalRequest lock(ApprovalId id) {
        return ApprovalRequest.<ApprovalRequest>findByIdOptional(
                        id.value(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> noSuch(id));
    }

    static Refused noSuch(ApprovalId id) {
        return new Refused(ApprovalError.NO_SUCH_APPROVAL, "There is no request %s.".formatted(id));
    }

    /**
     * Requests whose time is over, with their rows locked; those that somebody else has locked are
     * being dealt with there and are left out, so replicas share the work and never wait.
     */
    static List<ApprovalRequest> lockOverdue(Instant now, int limit) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        select * from approval_request
                        where status = 'PENDING' and expires_at <= :now
                           or status = 'APPROVED' and usable_until <= :now
                        order by id limit :limit for update skip locked
                        """,
                        ApprovalRequest.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
    }

    public ApprovalId id() {
        return new ApprovalId(id);
    }

    DecisionId decision() {
        return ordered.decision();
    }

    boolean isPending() {
        return status == PENDING;
    }

    /** Why this person may not vote on it at this time. */
    Optional<ApprovalError> objection(Member voter, Instant now) {
        Optional<ApprovalError> ineligible = electorate(now).objection(voter);
        return ineligible.isEmpty() && hasVoted(voter)
                ? Optional.of(ApprovalError.ALREADY_VOTED)
                : ineligible;
    }

    private Electorate electorate(Instant now) {
        return new Electorate(ordered.proposer().requester(), ordered.requirement(), age(now));
    }

    private Duration age(Instant now) {
        return Duration.between(createdAt, now);
    }

    private Quorum quorum() {
        return new Quorum(ordered.requirement().panels());
    }

    /** Approving may need a fresh sign-in; denying never does. */
    Optional<ApprovalError> stepUp(Member voter, Choice choice, Instant now) {
        return choice == Choice.APPROVE
                        && ordered.requirement().stepUp()
                        && !voter.signedInWithin(FRESH, now)
                ? Optional.of(ApprovalError.STEP_UP_NEEDED)
                : Optional.empty();
    }

    private boolean hasVoted(Member voter) {
        return votes.stream().anyMatch(vote -> vote.subject.equals(voter.subject()));
    }

    /**
     * Takes a vote of somebody against whom there is no objection. One that comes too late is kept
     * and does not count.
     *
     * @param usable how long an approval stays good for use
     */
    Vote vote(
            Member voter,
            Ballot ballot,
            Channel channel,
            String shown,
            Instant now,
            Duration usable) {
        Vote vote =
                new Vote(this, voter, electorate(now).panelsOf(voter), ballot, channel, shown, now);
        votes.add(vote);
        if (vote.counted) {
            switch (quorum().standing(votes)) {
                case OPEN -> {}
                case APPROVED -> {
                    usableUntil = now.plus(usable);
                    resolve(
                            APPROVED,
                            "Approved by %s.".formatted(String.join(", ", approvers())),
                            now);
                }
                case DENIED ->
                        resolve(DENIED, "%s denied it: %s".formatted(vote.voter, vote.reason), now);
            }
        }
        return vote;
    }

    /** Denies what nobody could ever approve. */
    void deny(String resolution, Instant now) {
        resolve(DENIED, resolution, now);
    }

    /** Takes it back; nothing happens if it was taken back before. */
    boolean withdraw(String reason, Instant now) {
        return switch (status) {
            case PENDING -> {
                resolve(CANCELLED, "Withdrawn: " + reason, now);
                yield true;
            }
            case APPROVED -> {
                become(INVALIDATED, "Approved, but no longer valid: " + reason);
                yield true;
            }
            case CANCELLED, INVALIDATED -> false;
            case DENIED, EXPIRED, CONSUMED, LAPSED ->
                    throw new Refused(ApprovalError.ALREADY_RESOLVED, String.valueOf(resolution));
        };
    }

    /**
     * Spends it.
     *
     * @return false if the same decision spent it before
     * @throws Refused NOT_APPROVED, DIGEST_DIFFERS or ALREADY_CONSUMED
     */
    boolean consume(Consumption consumption, Instant now) {
        boolean sameDecision = decision.equals(consumption.decision().value());
        if (status == CONSUMED && !sameDecision) {
            throw new Refused(
                    ApprovalError.ALREADY_CONSUMED,
                    "It was used by decision %s.".formatted(decision));
        }
        if (!sameDecision || !ordered.digest().equals(consumption.digest())) {
            throw new Refused(
                    ApprovalError.DIGEST_DIFFERS,
                    "It was given for decision %s and the call %s."
                            .formatted(decision, ordered.digest()));
        }
        if (status == CONSUMED) {
            return false;
        }
        if (status != APPROVED) {
            throw new Refused(
                    ApprovalError.NOT_APPROVED,
                    resolution == null ? "It is still waiting for its approvers." : resolution);
        }
        consumedAt = now;
        consumedPolicy = consumption.policyVersion();
        become(CONSUMED, resolution);
        return true;
    }

    /** Ends it if its time is over. */
    boolean endIfOverdue(Instant now) {
        Optional<Ending> ending = endingBy(now);
        ending.ifPresent(
                end -> {
                    become(end.status(), end.why());
                    resolvedAt = resolvedAt == null ? expiresAt : resolvedAt;
                });
        return ending.isPresent();
    }

    /** How its time has ended it although nobody has noted so yet. */
    private Optional<Ending> endingBy(Instant now) {
        if (status == PENDING && !now.isBefore(expiresAt)) {
            String why = "Nobody decided it in time; %d of %d approved.";
            int needed = ordered.requirement().quorum();
            return Optional.of(new Ending(EXPIRED, why.formatted(approvals(), needed)));
        }
        if (status == APPROVED && usableUntil != null && !now.isBefore(usableUntil)) {
            return Optional.of(new Ending(LAPSED, resolution + " Nobody came for it in time."));
        }
        return Optional.empty();
    }

    private int approvals() {
        return quorum().views(votes, Duration.ZERO).stream().mapToInt(PanelView::approvals).sum();
    }

    private record Ending(ApprovalStatus status, @Nullable String why) {}

    private void resolve(ApprovalStatus next, String why, Instant at) {
        become(next, why);
        resolvedAt = at;
    }

    private void become(ApprovalStatus next, @Nullable String why) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("%s: %s may not become %s".formatted(id, status, next));
        }
        status = next;
        resolution = why;
    }

    private List<String> approvers() {
        return votes.stream()
                .filter(vote -> vote.counted && vote.choice == Choice.APPROVE)
                .map(vote -> vote.voter)
                .toList();
    }

    List<String> deciders() {
        return votes.stream().filter(vote -> vote.counted).map(vote -> vote.voter).toList();
    }

    ApprovalView view(Instant now, Optional<ApprovalError> objection, String url) {
        Ending ending = endingBy(now).orElse(new Ending(status, resolution));
        Instant resolved = ending.status() == EXPIRED ? expiresAt : resolvedAt;
        return new ApprovalView(
                id(),
                ending.status(),
                ordered.decision(),
                ordered.proposer(),
                ordered.digest(),
                ordered.action(),
                ordered.rules(),
                ordered.reason(),
                ordered.policyVersion(),
                ordered.requirement(),
                votes.stream().map(Vote::view).toList(),
                approvals(),
                quorum().views(votes, age(now)),
                createdAt,
                expiresAt,
                Optional.ofNullable(resolved),
                Optional.ofNullable(ending.why()),
                objection.or(() -> decided(ending)).map(ApprovalError::title),
                url,
                now);
    }

    private static Optional<ApprovalError> decided(Ending ending) {
        return ending.status() == PENDING
                ? Optional.empty()
                : Optional.of(ApprovalError.ALREADY_RESOLVED);
    }
}
