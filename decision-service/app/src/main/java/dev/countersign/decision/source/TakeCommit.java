package dev.countersign.decision.source;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.bundle.ActivatePolicy;
import dev.countersign.decision.bundle.Delivery;
import dev.countersign.decision.bundle.PolicyFiles;
import dev.countersign.decision.bundle.PolicyLoader;
import dev.countersign.decision.bundle.UploadPolicy;
import dev.countersign.decision.source.Position.Taken;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Stores what a commit holds, and then puts it in force. Each is one transaction with the move of
 * the position, so that it happens once, whatever dies and however many replicas try.
 */
@ApplicationScoped
class TakeCommit {

    private final boolean activates;
    private final Set<PolicyLayer> layers;
    private final Positions positions;
    private final UploadPolicy uploading;
    private final ActivatePolicy activating;
    private final PolicyLoader loader;

    TakeCommit(
            GitSettings settings,
            Positions positions,
            UploadPolicy uploading,
            ActivatePolicy activating,
            PolicyLoader loader) {
        this.activates = settings.activate();
        this.layers = settings.layers();
        this.positions = positions;
        this.uploading = uploading;
        this.activating = activating;
        this.loader = loader;
    }

    /**
     * Dies it here, then nothing was taken, and the next look does it.
     *
     * @param remark for the trail
     * @throws Refused as an upload
     * @throws Positions.Overtaken with nothing stored
     */
    void take(Remote remote, Position from, Commit commit, Content content, String remark) {
        Optional<Taken> same =
                from.taken().filter(there -> there.content().equals(content.digest()));
        if (same.isPresent()) {
            positions.move(remote, same.get(), commit);
            return;
        }
        Delivery delivery =
                new Delivery(
                        remote.at(commit.id()),
                        remark,
                        policy -> positions.move(remote, from, commit, policy, content));
        switch (content) {
            case Content.Plain(var texts) -> {
                texts.keySet().forEach(this::requirePermitted);
                uploading.upload(texts, delivery);
            }
            case Content.Signed(var bundle) -> uploading.upload(bundle, delivery);
        }
    }

    private void requirePermitted(String path) {
        PolicyFiles.layerOf(path)
                .filter(layer -> !layers.contains(layer))
                .ifPresent(
                        layer -> {
                            throw new Refused(
                                    DecisionError.SOURCE_UNFIT,
                                    "%s speaks in the layer '%s', which countersign.policy.git.layers does not permit."
                                            .formatted(path, layer));
                        });
    }

    /**
     * Dies it here, then what was taken is stored and not in force, and the next look settles it.
     *
     * @throws Refused as an activation
     * @throws Positions.Overtaken with nothing changed
     */
    void settle(Remote remote, Taken taken) {
        if (!activates) {
            positions.settle(remote, taken);
            return;
        }
        activating.activate(
                taken.policy(), remote.at(taken.commit()), () -> positions.settle(remote, taken));
        loader.load();
    }
}
