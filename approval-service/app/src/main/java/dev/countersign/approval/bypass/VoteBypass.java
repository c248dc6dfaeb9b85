package dev.countersign.approval.bypass;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.request.Complete;
import dev.countersign.approval.request.Member;
import dev.countersign.audit.api.BypassId;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Somebody else puts a bypass in force, or denies it. */
@ApplicationScoped
public class VoteBypass {

    private static final int SHORTEST_DENIAL = 3;
    private static final int LONGEST_REASON = 2_000;

    private final Now now;
    private final BypassChronicle chronicle;

    VoteBypass(Now now, BypassChronicle chronicle) {
        this.now = now;
        this.chronicle = chronicle;
    }

    /**
     * A refusal commits as well: it may have found that the time was over.
     *
     * @param voter as the directory knows them at this moment
     * @throws Refused with what {@link Bypass#objection} says, ALREADY_RESOLVED, REASON_MISSING,
     *     INVALID_ORDER or NO_SUCH_BYPASS
     */
    @Transactional(dontRollbackOn = Refused.class)
    public BypassView vote(BypassId id, Member voter, Ballot ballot, Channel channel) {
        requireComplete(ballot);
        Bypass bypass = Bypass.lock(id);
        Instant moment = now.instant();
        bypass.objection(voter, ballot.vote())
                .ifPresent(
                        objection -> {
                            throw refusal(bypass, objection);
                        });
        if (bypass.endIfOverdue(moment)) {
            chronicle.ended(bypass);
        }
        bypass.decide(voter, ballot, channel, moment);
        chronicle.voted(bypass, Objects.requireNonNull(bypass.vote));
        return bypass.view(moment, Optional.empty());
    }

    private static Refused refusal(Bypass bypass, ApprovalError objection) {
        return new Refused(
                objection,
                bypass.ordered
                        .approver()
                        .map("'%s' was asked to approve it."::formatted)
                        .orElse("Your vote on %s was not taken.".formatted(bypass.id())));
    }

    private static void requireComplete(Ballot ballot) {
        Complete.require(ballot);
        int length = ballot.reason().strip().length();
        if (ballot.vote() == Choice.DENY && length < SHORTEST_DENIAL) {
            throw new Refused(ApprovalError.REASON_MISSING, "A denial needs a reason.");
        }
        if (length > LONGEST_REASON) {
            throw new Refused(
                    ApprovalError.INVALID_ORDER, "The reason is longer than 2,000 characters.");
        }
    }
}
