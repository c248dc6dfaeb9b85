package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.condition.Unlisted;
import dev.countersign.policy.language.Delegation;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Family;
import java.util.List;
import java.util.Optional;

/**
 * The loaded policies above each other. Whatever any of them says against a fact counts. What a
 * lower one says for it counts where those above left it open: no rule of theirs speaks of the
 * fact, they state no default for its family, or they delegated the list that names it.
 */
final class LayerStack {
    private final List<CompiledLayer> layers;
    private final boolean observing;

    /**
     * @param layers from the highest to the lowest
     */
    LayerStack(List<CompiledLayer> layers) {
        this.layers = layers;
        this.observing = layers.stream().anyMatch(layer -> !layer.isOverride()) && allObserve();
    }

    /** An override turns nothing on or off outside its folder. */
    private boolean allObserve() {
        return layers.stream()
                .filter(layer -> !layer.isOverride())
                .allMatch(CompiledLayer::observes);
    }

    /** Whether nothing but what is always enforced is in force. */
    boolean isObserving() {
        return observing;
    }

    List<CompiledLayer> layers() {
        return layers;
    }

    /**
     * Adds the rules that match the fact, and the stated defaults that hold for it.
     *
     * @return whether the layers leave it to what is shipped
     */
    boolean leavesOpen(Fact fact, Scene scene, List<Applied> into) {
        boolean ruled = false;
        boolean stated = false;
        for (int i = 0; i < layers.size(); i++) {
            CompiledLayer layer = layers.get(i);
            if (!layer.mayConcern(fact, scene)) {
                continue;
            }
            boolean surely = layer.surelyHolds(fact, scene);
            int before = into.size();
            layer.addMatching(fact, scene, into);
            keepWhatCounts(into.subList(before, into.size()), i, fact, scene);
            List<Applied> own = into.subList(before, into.size());
            ruled |= surely && own.stream().anyMatch(one -> isInForce(one, layer));
            Optional<Applied> byDefault = ruled ? Optional.empty() : stated(i, fact, scene);
            byDefault.ifPresent(into::add);
            stated |= surely && byDefault.stream().anyMatch(one -> isInForce(one, layer));
        }
        return !ruled && !stated;
    }

    /** A policy that only observes, beneath one that is in force, changes nothing. */
    private boolean isInForce(Applied one, CompiledLayer layer) {
        return observing || !one.observed() || !layer.observes();
    }

    private void keepWhatCounts(List<Applied> own, int place, Fact fact, Scene scene) {
        if (!own.isEmpty()) {
            CompiledLayer layer = layers.get(place);
            own.removeIf(
                    one ->
                            one.rule().match() instanceof Unlisted closed
                                            && isNamedElsewhere(closed.list(), place, fact, scene)
                                    || one.rule().effect() == Effect.ALLOW
                                            && !layer.surelyHolds(fact, scene));
        }
    }

    /** A delegated list and those below it are one list. */
    private boolean isNamedElsewhere(String list, int place, Fact fact, Scene scene) {
        for (int other = 0; other < layers.size(); other++) {
            if (other != place
                    && layers.get(Math.min(place, other)).delegates(list)
                    && isNamed(list, other, fact, scene)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(String list, int place, Fact fact, Scene scene) {
        CompiledLayer layer = layers.get(place);
        return (observing || !layer.observes()) && layer.names(list, fact, scene);
    }

    private Optional<Applied> stated(int place, Fact fact, Scene scene) {
        CompiledLayer layer = layers.get(place);
        return layer.stated(fact).filter(one -> !isOpenedBelow(layer, place, fact, scene));
    }

    /** Whether a list that this layer delegated names the fact further down. */
    private boolean isOpenedBelow(CompiledLayer layer, int place, Fact fact, Scene scene) {
        Family family = Family.of(fact);
        for (Delegation delegation : layer.policy().delegated()) {
            for (int below = place + 1; below < layers.size(); below++) {
                if (family == delegation.family() && isNamed(delegation.id(), below, fact, scene)) {
                    return true;
                }
            }
        }
        return false;
    }
}
