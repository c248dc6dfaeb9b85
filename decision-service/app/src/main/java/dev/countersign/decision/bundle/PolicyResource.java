package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.agent.Who;
import dev.countersign.decision.api.PolicyApi;
import dev.countersign.decision.api.PolicyContents;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.policy.language.PolicySchema;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class PolicyResource implements PolicyApi {

    private final UploadPolicy uploading;
    private final ActivatePolicy activating;
    private final PolicyLoader loader;
    private final Who who;

    PolicyResource(
            UploadPolicy uploading, ActivatePolicy activating, PolicyLoader loader, Who who) {
        this.uploading = uploading;
        this.activating = activating;
        this.loader = loader;
        this.who = who;
    }

    @Override
    @RolesAllowed("policy-admin")
    public PolicyView upload(String file, PolicyLayer layer) {
        return uploading.upload(
                Map.of(PolicyFiles.nameOf(layer), file), Delivery.by(Actor.of(who)));
    }

    @Override
    @RolesAllowed("policy-admin")
    public PolicyView uploadBundle(byte[] bundle) {
        return uploading.upload(bundle, Delivery.by(Actor.of(who)));
    }

    /** This replica takes it over before it answers; the others are told by the database. */
    @Override
    @RolesAllowed({"policy-admin", "security-reviewer"})
    public PolicyView activate(PolicyId id, @Nullable String confirms) {
        PolicyView activated = activating.activate(id, Actor.of(who), confirms);
        loader.load();
        return activated;
    }

    @Override
    @RolesAllowed({
        "policy-admin",
        "security-reviewer",
        "auditor",
        "approver",
        "on-call",
        "developer"
    })
    public List<PolicyView> list() {
        return StoredPolicy.newest().stream().map(StoredPolicy::view).map(loader::seen).toList();
    }

    @Override
    @RolesAllowed({
        "policy-admin",
        "security-reviewer",
        "auditor",
        "approver",
        "on-call",
        "developer"
    })
    public List<PolicyView> active() {
        return StoredPolicy.inForce().stream().map(StoredPolicy::view).map(loader::seen).toList();
    }

    @Override
    @PermitAll
    public String schema() {
        return PolicySchema.text();
    }

    @Override
    @RolesAllowed({
        "policy-admin",
        "security-reviewer",
        "auditor",
        "approver",
        "on-call",
        "developer"
    })
    public PolicyView get(PolicyId id) {
        return loader.seen(StoredPolicy.require(id).view());
    }

    @Override
    @RolesAllowed({
        "policy-admin",
        "security-reviewer",
        "auditor",
        "approver",
        "on-call",
        "developer"
    })
    public PolicyContents contents(PolicyId id) {
        return StoredPolicy.require(id).contents();
    }

    @Override
    @RolesAllowed({
        "policy-admin",
        "security-reviewer",
        "auditor",
        "approver",
        "on-call",
        "developer"
    })
    public String file(PolicyId id) {
        return StoredPolicy.require(id).head();
    }
}
