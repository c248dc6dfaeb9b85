package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.history.LabelPattern;
import java.util.List;
import java.util.Set;

/** The session has one of these labels. */
public record LabelsAre(List<LabelPattern> labels) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return scene.once(this, generous, () -> holds(scene, generous));
    }

    private boolean holds(Scene scene, boolean generous) {
        return labels.stream()
                .anyMatch(
                        label ->
                                generous
                                        ? label.couldMatch(scene.facts(), scene.root())
                                        : label.surelyMatches(scene.facts(), scene.root()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
