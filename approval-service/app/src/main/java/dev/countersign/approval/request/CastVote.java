package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.Event;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** One person approves or denies. Every channel comes through here. */
@ApplicationScoped
public class CastVote {

    private static final int LONGEST_REASON = 2_000;
    private static final int SHORTEST_DENIAL = 3;

    private final Now now;
    private final Chronicle chronicle;
    private final Queue queue;
    private final RequestConfig config;

    CastVote(Now now, Chronicle chronicle, Queue queue, RequestConfig config) {
        this.now = now;
        this.chronicle = chronicle;
        this.queue = queue;
        this.config = config;
    }

    /**
     * A refusal commits as well: what it leaves behind is that somebody tried, or a late vote that
     * does not count, or that the time was over.
     *
     * @param voter as the directory knows them at this moment
     * @param shown lower-case hexadecimal SHA-256 of exactly what the channel showed them
     * @throws Refused with what {@link ApprovalRequest#objection} says, ALREADY_RESOLVED,
     *     REASON_MISSING, INVALID_ORDER or NO_SUCH_APPROVAL
     */
    @Transactional(dontRollbackOn = Refused.class)
    public ApprovalView cast(
            ApprovalId id, Member voter, Ballot ballot, Channel channel, String shown) {
        requireComplete(ballot);
        ApprovalRequest request = ApprovalRequest.lock(id);
        Instant moment = now.instant();
        request.objection(voter, moment)
                .or(() -> request.stepUp(voter, ballot.vote(), moment))
                .ifPresent(objection -> refuse(request, voter, channel, objection));
        if (request.endIfOverdue(moment)) {
            chronicle.reached(request);
        }
        Vote vote = request.vote(voter, ballot, channel, shown, moment, config.useWithin());
        chronicle.happened(request, cast(request, vote));
        if (!vote.counted) {
            throw new Refused(ApprovalError.ALREADY_RESOLVED, String.valueOf(request.resolution));
        }
        if (!request.isPending()) {
            chronicle.reached(request);
        }
        return queue.show(request, moment, Optional.of(ApprovalError.ALREADY_VOTED));
    }

    private void refuse(
            ApprovalRequest request, Member voter, Channel channel, ApprovalError objection) {
        chronicle.refused(
                new Event.VoteRefused(
                        Chronicle.story(request),
                        request.id(),
                        voter.name(),
                        channel.toString(),
                        objection.name()));
        throw new Refused(objection, "Your vote on %s was not taken.".formatted(request.id()));
    }

    private static void requireComplete(Ballot ballot) {
        Complete.require(ballot);
        int length = ballot.reason().strip().length();
        if (ballot.vote() == Choice.DENY && length < SHORTEST_DENIAL) {
            throw new Refused(
                    ApprovalError.REASON_MISSING, "A denial needs a reason; it reaches the agent.");
        }
        if (length > LONGEST_REASON) {
            throw new Refused(
                    ApprovalError.INVALID_ORDER,
                    "The reason has %d characters, %d are the most."
                            .formatted(length, LONGEST_REASON));
        }
    }

    private static Event cast(ApprovalRequest request, Vote vote) {
        return new Event.VoteCast(
                Chronicle.story(request),
                request.id(),
                vote.voter,
                vote.choice.toString(),
                vote.reason,
                vote.channel.toString(),
                vote.shown,
                vote.counted);
    }
}
