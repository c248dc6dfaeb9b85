package dev.countersign.approval.request;

import dev.countersign.approval.api.ApproverApi;
import dev.countersign.approval.api.ApproverCheck;
import dev.countersign.approval.api.ApproverFlaw;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

@RunOnVirtualThread
class ApproverResource implements ApproverApi {

    private final SignedIn signedIn;
    private final CheckApprovers checking;

    ApproverResource(SignedIn signedIn, CheckApprovers checking) {
        this.signedIn = signedIn;
        this.checking = checking;
    }

    @Override
    @RolesAllowed("service")
    public List<ApproverFlaw> check(ApproverCheck check) {
        signedIn.mustBeDecisionService();
        return checking.check(check);
    }
}
