package dev.countersign.approval.bypass;

import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.BypassApi;
import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassUse;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Review;
import dev.countersign.approval.request.SignedIn;
import dev.countersign.audit.api.BypassId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What only people may do is open to every account here: the directory knows their roles now. */
@RunOnVirtualThread
class BypassResource implements BypassApi {

    private final SignedIn signedIn;
    private final Bypasses bypasses;
    private final RequestBypass requestBypass;
    private final VoteBypass voteBypass;
    private final RevokeBypass revokeBypass;
    private final ReviewBypass reviewBypass;
    private final UseBypass useBypass;

    BypassResource(
            SignedIn signedIn,
            Bypasses bypasses,
            RequestBypass requestBypass,
            VoteBypass voteBypass,
            RevokeBypass revokeBypass,
            ReviewBypass reviewBypass,
            UseBypass useBypass) {
        this.signedIn = signedIn;
        this.bypasses = bypasses;
        this.requestBypass = requestBypass;
        this.voteBypass = voteBypass;
        this.revokeBypass = revokeBypass;
        this.reviewBypass = reviewBypass;
        this.useBypass = useBypass;
    }

    @Override
    @RolesAllowed("**")
    public BypassView request(BypassOrder order) {
        return requestBypass.request(order, signedIn.member());
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
    public List<BypassView> list(@Nullable BypassStatus status) {
        return bypasses.newest(Optional.ofNullable(status), signedIn.asker());
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
    public BypassView get(BypassId id) {
        return bypasses.find(id, signedIn.asker()).orElseThrow(() -> Bypass.noSuch(id));
    }

    @Override
    @RolesAllowed("**")
    public BypassView vote(BypassId id, Ballot ballot) {
        return voteBypass.vote(id, signedIn.member(), ballot, signedIn.channel());
    }

    @Override
    @RolesAllowed("**")
    public BypassView revoke(BypassId id) {
        return revokeBypass.revoke(id, signedIn.member());
    }

    @Override
    @RolesAllowed("**")
    public BypassView review(BypassId id, Review review) {
        return reviewBypass.review(id, signedIn.member(), review);
    }

    @Override
    @RolesAllowed("service")
    public BypassView use(BypassId id, BypassUse use) {
        signedIn.mustBeDecisionService();
        return useBypass.use(id, use);
    }
}
