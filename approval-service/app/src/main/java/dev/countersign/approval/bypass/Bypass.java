package dev.countersign.approval.bypass;

import static dev.countersign.approval.api.BypassStatus.ACTIVE;
import static dev.countersign.approval.api.BypassStatus.DENIED;
import static dev.countersign.approval.api.BypassStatus.EXPIRED;
import static dev.countersign.approval.api.BypassStatus.LAPSED;
import static dev.countersign.approval.api.BypassStatus.REQUESTED;
import static dev.countersign.approval.api.BypassStatus.REVOKED;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.request.Member;
import dev.countersign.audit.api.BypassId;
import dev.countersign.runtime.Refused;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An emergency bypass. */
@Entity
public class Bypass extends PanacheEntityBase {

    static final Set<String> DECIDING_ROLES = Set.of("approver", "on-call");

    @Id String id;

    @Convert(converter = StoredBypassOrder.class)
    @Column(updatable = false)
    BypassOrder ordered;

    /** The requester's. */
    @Column(updatable = false)
    String subject;

    @Column(updatable = false)
    String requester;

    /** Who alone may approve it, if somebody was named. */
    @Column(updatable = false)
    @Nullable String approverSubject;

    @Enumerated(EnumType.STRING)
    BypassStatus status;

    @Column(updatable = false)
    Instant createdAt;

    @Column(updatable = false)
    Instant voteBy;

    @Embedded @Nullable BypassVote vote;
    @Nullable Instant startedAt;
    @Nullable Instant endsAt;
    @Nullable Instant endedAt;
    @Nullable String endedBy;
    int uses;
    @Nullable String reviewedBy;
    @Nullable String finding;

    protected Bypass() {}

    Bypass(
            BypassOrder order,
            Member requester,
            Optional<Member> approver,
            Instant now,
            Duration voteWithin) {
        this.id = BypassId.next().value();
        this.ordered = order;
        this.subject = requester.subject();
        this.requester = requester.name();
        this.approverSubject = approver.map(Member::subject).orElse(null);
        this.status = REQUESTED;
        this.createdAt = now;
        this.voteBy = now.plus(voteWithin);
    }

    /**
     * The bypass, with its row locked until the transaction ends, so that no use succeeds after its
     * end, whoever ended it and in whichever replica.
     *
     * @throws Refused NO_SUCH_BYPASS
     */
    static Bypass lock(BypassId id) {
        return Bypass.<Bypass>findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> noSuch(id));
    }

    static Refused noSuch(BypassId id) {
        return new Refused(ApprovalError.NO_SUCH_BYPASS, "There is no bypass %s.".formatted(id));
    }

    /** What somebody has asked for or has in force, as far as noted, with the rows locked. */
    static List<Bypass> lockOpenOf(Member requester) {
        return find("subject = ?1 and status in (REQUESTED, ACTIVE)", requester.subject())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** As {@code ApprovalRequest.lockOverdue}. */
    static List<Bypass> lockOverdue(Instant now, int limit) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        select * from bypass
                        where status = 'REQUESTED' and vote_by <= :now
                           or status = 'ACTIVE' and ends_at <= :now
                        order by id limit :limit for update skip locked
                        """,
                        Bypass.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
    }

    static List<Bypass> newest(int limit) {
        return find("order by id desc").range(0, limit - 1).list();
    }

    public BypassId id() {
        return new BypassId(id);
    }

    /** Why this person may not vote so on it; first of all, never your own. */
    Optional<ApprovalError> objection(Member voter, Choice choice) {
        if (isOf(voter)) {
            return Optional.of(ApprovalError.OWN_BYPASS);
        }
        if (!voter.enabled()) {
            return Optional.of(ApprovalError.ACCOUNT_CLOSED);
        }
        boolean anotherWasAsked =
                choice == Choice.APPROVE
                        && approverSubject != null
                        && !approverSubject.equals(voter.subject());
        return voter.holdsAnyOf(DECIDING_ROLES) && !anotherWasAsked
                ? Optional.empty()
                : Optional.of(ApprovalError.NOT_APPROVER);
    }

    /** Whether this person asked for it. */
    boolean isOf(Member member) {
        return subject.equals(member.subject()) || member.answersTo(requester);
    }

    boolean isOpen() {
        return status == REQUESTED || status == ACTIVE;
    }

    /**
     * Decides it by the vote of somebody against whom there is no objection.
     *
     * @throws Refused ALREADY_RESOLVED
     */
    void decide(Member voter, Ballot ballot, Channel channel, Instant now) {
        if (status != REQUESTED) {
            throw new Refused(ApprovalError.ALREADY_RESOLVED, "It is %s.".formatted(status));
        }
        vote = new BypassVote(voter, ballot, channel, now);
        switch (ballot.vote()) {
            case APPROVE -> {
                become(ACTIVE);
                startedAt = now;
                endsAt = now.plus(ordered.duration());
            }
            case DENY -> end(DENIED, voter.name(), now);
        }
    }

    /**
     * Ends it at once; nothing happens if it was ended so before.
     *
     * @throws Refused NOT_LIVE if it ended otherwise
     */
    boolean revoke(Member by, Instant now) {
        return switch (status) {
            case REQUESTED, ACTIVE -> {
                end(REVOKED, by.name(), now);
                yield true;
            }
            case REVOKED -> false;
            case DENIED, LAPSED, EXPIRED ->
                    throw new Refused(ApprovalError.NOT_LIVE, "It is %s.".formatted(status));
        };
    }

    /**
     * @throws Refused NOT_LIVE
     */
    void requireLive(Instant now) {
        if (status != ACTIVE || endsAt == null || !now.isBefore(endsAt)) {
            throw new Refused(ApprovalError.NOT_LIVE, "It is %s.".formatted(status));
        }
    }

    /**
     * @throws Refused OWN_BYPASS, NOT_ENDED or ALREADY_REVIEWED
     */
    void review(Member reviewer, String found) {
        if (isOf(reviewer)) {
            throw new Refused(ApprovalError.OWN_BYPASS, "You asked for this bypass yourself.");
        }
        if (isOpen()) {
            throw new Refused(ApprovalError.NOT_ENDED, "It is %s.".formatted(status));
        }
        if (startedAt == null) {
            throw new Refused(
                    ApprovalError.NOT_LIVE, "It never was in force; nothing is to be reviewed.");
        }
        if (reviewedBy != null) {
            throw new Refused(
                    ApprovalError.ALREADY_REVIEWED, "It was reviewed by %s.".formatted(reviewedBy));
        }
        reviewedBy = reviewer.name();
        finding = found;
    }

    /** Ends it if its time is over. */
    boolean endIfOverdue(Instant now) {
        Optional<BypassStatus> ending = endingBy(now);
        ending.ifPresent(how -> end(how, null, hardEnd()));
        return ending.isPresent();
    }

    private Instant hardEnd() {
        return endsAt == null ? voteBy : endsAt;
    }

    /** How its time has ended it although nobody has noted so yet. */
    private Optional<BypassStatus> endingBy(Instant now) {
        return !isOpen() || now.isBefore(hardEnd())
                ? Optional.empty()
                : Optional.of(status == ACTIVE ? EXPIRED : LAPSED);
    }

    private void end(BypassStatus how, @Nullable String by, Instant at) {
        become(how);
        endedAt = at;
        endedBy = by;
    }

    private void become(BypassStatus next) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("%s: %s may not become %s".formatted(id, status, next));
        }
        status = next;
    }

    BypassView view(Instant now, Optional<ApprovalError> objection) {
        Optional<BypassStatus> ending = endingBy(now);
        BypassStatus effective = ending.orElse(status);
        return new BypassView(
                id(),
                effective,
                requester,
                ordered.reason(),
                ordered.incident(),
                ordered.scope(),
                ordered.duration(),
                ordered.approver(),
                Stream.ofNullable(vote).map(BypassVote::view).toList(),
                createdAt,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(endsAt),
                ending.map(how -> hardEnd()).or(() -> Optional.ofNullable(endedAt)),
                Optional.ofNullable(endedBy),
                uses,
                Optional.ofNullable(reviewedBy),
                Optional.ofNullable(finding),
                objection.or(() -> decided(effective)).map(ApprovalError::title),
                now);
    }

    private static Optional<ApprovalError> decided(BypassStatus effective) {
        return effective == REQUESTED
                ? Optional.empty()
                : Optional.of(ApprovalError.ALREADY_RESOLVED);
    }
}
