package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.agent.Who;
import dev.countersign.decision.api.ActivationView;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.DeclineOrder;
import dev.countersign.decision.api.PolicyReleaseApi;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.policy.language.Packs;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class PolicyReleaseResource implements PolicyReleaseApi {

    private static final String ACTIVE = "active";

    private final DeactivatePolicy deactivating;
    private final DeclineChange declining;
    private final PolicyLoader loader;
    private final Who who;

    PolicyReleaseResource(
            DeactivatePolicy deactivating, DeclineChange declining, PolicyLoader loader, Who who) {
        this.deactivating = deactivating;
        this.declining = declining;
        this.loader = loader;
        this.who = who;
    }

    @Override
    @RolesAllowed({"policy-admin", "security-reviewer"})
    public PolicyView deactivate(PolicyId id, @Nullable String confirms) {
        PolicyView deactivated = deactivating.deactivate(id, Actor.of(who), confirms);
        loader.load();
        return deactivated;
    }

    @Override
    @RolesAllowed({"policy-admin", "security-reviewer"})
    public PolicyView decline(PolicyId id, DeclineOrder order) {
        return declining.decline(id, Actor.of(who), order);
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
    public List<ActivationView> activations() {
        return PolicyActivation.newest().stream().map(PolicyActivation::view).toList();
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
    public List<String> builtins() {
        return packs().map(PolicyReleaseResource::nameOf).toList();
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
    public String builtin(String name) {
        return packs().filter(pack -> nameOf(pack).equals(name))
                .findFirst()
                .map(PolicyReleaseResource::unversioned)
                .map(Packs::text)
                .orElseThrow(
                        () ->
                                new Refused(
                                        DecisionError.NO_SUCH_POLICY,
                                        "'%s' is none of %s."
                                                .formatted(name, String.join(", ", builtins()))));
    }

    private static Stream<String> packs() {
        return Stream.concat(Stream.of("builtin/emergency@1"), Packs.KNOWN.stream());
    }

    private static String nameOf(String pack) {
        return unversioned(pack).substring("builtin/".length());
    }

    private static String unversioned(String pack) {
        return pack.substring(0, pack.indexOf('@'));
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
    public String diff(PolicyId id, String against) {
        StoredPolicy policy = StoredPolicy.require(id);
        return against.equals(ACTIVE)
                ? PolicyDiff.ofActivating(policy)
                : PolicyDiff.of(StoredPolicy.require(identifier(against)).files(), policy.files());
    }

    private static PolicyId identifier(String text) {
        try {
            return new PolicyId(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "'against' takes 'active' or the identifier of a policy.");
        }
    }
}
