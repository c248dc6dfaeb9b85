package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalApi;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalPage;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Consumption;
import dev.countersign.approval.api.Withdrawal;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class ApprovalResource implements ApprovalApi {

    private static final int LONGEST_PAGE = 200;

    private final SignedIn signedIn;
    private final Queue queue;
    private final Open open;
    private final CastVote castVote;
    private final Consume consume;
    private final Withdraw withdraw;

    ApprovalResource(
            SignedIn signedIn,
            Queue queue,
            Open open,
            CastVote castVote,
            Consume consume,
            Withdraw withdraw) {
        this.signedIn = signedIn;
        this.queue = queue;
        this.open = open;
        this.castVote = castVote;
        this.consume = consume;
        this.withdraw = withdraw;
    }

    /** A repeated order is answered without the directory, so that its absence blocks nothing. */
    @Override
    @RolesAllowed("service")
    public ApprovalView open(ApprovalOrder order) {
        signedIn.mustBeDecisionService();
        Complete.require(order);
        return queue.find(order).orElseGet(() -> open.open(order));
    }

    @Override
    @RolesAllowed({
        "developer",
        "approver",
        "security-reviewer",
        "on-call",
        "auditor",
        "policy-admin",
        "agent-admin",
        "service"
    })
    public ApprovalPage list(@Nullable ApprovalStatus status, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new Refused(
                    HttpError.INVALID_VALUE, "'limit' is 1 to %d.".formatted(LONGEST_PAGE));
        }
        return queue.list(signedIn.asker(), Optional.ofNullable(status), position(cursor), limit);
    }

    @Override
    @RolesAllowed({
        "developer",
        "approver",
        "security-reviewer",
        "on-call",
        "auditor",
        "policy-admin",
        "agent-admin",
        "service"
    })
    public ApprovalView get(ApprovalId id) {
        return queue.find(id, signedIn.asker()).orElseThrow(() -> ApprovalRequest.noSuch(id));
    }

    /** Open to every account, because the rule that refuses must see and note every attempt. */
    @Override
    @RolesAllowed("**")
    public ApprovalView vote(ApprovalId id, Ballot ballot) {
        Member voter = signedIn.voterOn(id);
        ApprovalView shown = queue.find(id).orElseThrow(() -> ApprovalRequest.noSuch(id));
        String digest = StoredOrder.digest(shown.action());
        return castVote.cast(id, voter, ballot, signedIn.channel(), digest);
    }

    @Override
    @RolesAllowed("service")
    public ApprovalView consume(ApprovalId id, Consumption consumption) {
        signedIn.mustBeDecisionService();
        return consume.consume(id, consumption);
    }

    @Override
    @RolesAllowed("service")
    public ApprovalView withdraw(ApprovalId id, Withdrawal withdrawal) {
        signedIn.mustBeDecisionService();
        return withdraw.withdraw(id, withdrawal);
    }

    private static Optional<ApprovalId> position(@Nullable String cursor) {
        try {
            return Optional.ofNullable(cursor).map(ApprovalId::new);
        } catch (IllegalArgumentException e) {
            throw new Refused(HttpError.INVALID_VALUE, "'cursor' is not one that was given out.");
        }
    }
}
