package dev.countersign.approval.bypass;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.api.BypassScope;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.scope.Breadth;
import dev.countersign.approval.request.Complete;
import dev.countersign.approval.request.Directory;
import dev.countersign.approval.request.Member;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An on-call engineer asks to override rules for a time. */
@ApplicationScoped
class RequestBypass {

    private static final Set<String> ASKING_ROLES = Set.of("on-call");
    private static final int SHORTEST_REASON = 20;
    private static final int LONGEST_REASON = 2_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final int MOST_PATTERNS = 100;
    private static final int LONGEST_PATTERN = 500;

    private final Directory directory;
    private final Now now;
    private final BypassChronicle chronicle;
    private final BypassConfig config;
    private final EntityManager database;

    RequestBypass(
            Directory directory,
            Now now,
            BypassChronicle chronicle,
            BypassConfig config,
            EntityManager database) {
        this.directory = directory;
        this.now = now;
        this.chronicle = chronicle;
        this.config = config;
        this.database = database;
    }

    /**
     * The directory is asked before the first statement, so that no connection is held while it
     * answers. A refusal commits as well: it may have found that another bypass was over.
     *
     * @param requester as the directory knows them at this moment
     * @throws Refused NOT_ON_CALL, ACCOUNT_CLOSED, REASON_MISSING, INVALID_ORDER, NOBODY_ELIGIBLE,
     *     OWN_BYPASS, BYPASS_OPEN or DIRECTORY_UNREACHABLE
     */
    @Transactional(dontRollbackOn = Refused.class)
    public BypassView request(BypassOrder order, Member requester) {
        requireOnCall(requester);
        requireValid(order);
        Optional<Member> approver = order.approver().map(this::named);
        oneAtATime(requester);
        Instant moment = now.instant();
        requireNoneOpen(requester, moment);
        Bypass bypass = new Bypass(order, requester, approver, moment, config.voteWithin());
        approver.flatMap(member -> bypass.objection(member, Choice.APPROVE))
                .ifPresent(RequestBypass::refuseApprover);
        bypass.persist();
        chronicle.requested(bypass);
        return bypass.view(moment, Optional.of(ApprovalError.OWN_BYPASS));
    }

    private static void requireOnCall(Member requester) {
        if (!requester.enabled()) {
            throw new Refused(ApprovalError.ACCOUNT_CLOSED, "Your request was not taken.");
        }
        if (!requester.holdsAnyOf(ASKING_ROLES)) {
            throw new Refused(
                    ApprovalError.NOT_ON_CALL,
                    "'%s' does not hold the role on-call.".formatted(requester.name()));
        }
    }

    private Member named(String reference) {
        return directory
                .byNameOrEmail(reference)
                .orElseThrow(
                        () ->
                                new Refused(
                                        ApprovalError.NOBODY_ELIGIBLE,
                                        "There is no account '%s'.".formatted(reference)));
    }

    private static void refuseApprover(ApprovalError objection) {
        throw objection == ApprovalError.OWN_BYPASS
                ? new Refused(objection, "You named yourself as approver.")
                : new Refused(
                        ApprovalError.NOBODY_ELIGIBLE,
                        "Whom you named as approver may not approve it: " + objection.title());
    }

    /** Requests of one person wait for each other, so that the second sees the first. */
    private void oneAtATime(Member requester) {
        database.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended(:subject, 2))")
                .setParameter("subject", requester.subject())
                .getSingleResult();
    }

    private void requireNoneOpen(Member requester, Instant moment) {
        for (Bypass other : Bypass.lockOpenOf(requester)) {
            if (!other.endIfOverdue(moment)) {
                throw new Refused(
                        ApprovalError.BYPASS_OPEN, "%s is %s.".formatted(other.id(), other.status));
            }
            chronicle.ended(other);
        }
        // Written now: the one that is over must leave the unique index before the new one enters.
        database.flush();
    }

    private static void requireValid(BypassOrder order) {
        Complete.require(order);
        int length = order.reason().strip().length();
        if (length < SHORTEST_REASON) {
            throw new Refused(
                    ApprovalError.REASON_MISSING,
                    "The reason has %d characters, %d are the least."
                            .formatted(length, SHORTEST_REASON));
        }
        require(length <= LONGEST_REASON, "The reason is longer than 2,000 characters.");
        require(
                order.duration().compareTo(SHORTEST) >= 0
                        && order.duration().compareTo(LONGEST) <= 0,
                "The duration is not between 1 minute and 4 hours.");
        requireValid(order.scope());
    }

    private static void requireValid(BypassScope scope) {
        List<String> patterns =
                Stream.of(scope.paths(), scope.commands(), scope.hosts(), scope.agents())
                        .flatMap(List::stream)
                        .toList();
        require(
                patterns.size() <= MOST_PATTERNS,
                "The scope has more than %d patterns.".formatted(MOST_PATTERNS));
        patterns.forEach(
                pattern ->
                        require(
                                !pattern.isBlank() && pattern.length() <= LONGEST_PATTERN,
                                "A pattern of the scope is empty or too long."));
        Breadth.objection(scope)
                .ifPresent(
                        objection -> {
                            throw new Refused(ApprovalError.INVALID_ORDER, objection);
                        });
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new Refused(ApprovalError.INVALID_ORDER, otherwise);
        }
    }
}
