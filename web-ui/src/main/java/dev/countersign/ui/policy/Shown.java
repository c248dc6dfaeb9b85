package dev.countersign.ui.policy;

import dev.countersign.decision.api.ActivationView;
import dev.countersign.decision.api.PolicyContents;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.WaitingView;
import dev.countersign.ui.text.DiffText;
import java.util.List;
import java.util.Optional;

/**
 * A policy with everything a person needs to decide about it.
 *
 * @param places where it would be in force, and what is there now
 * @param change what would change: what waits for a second person, else what activating would do;
 *     empty if nothing would
 * @param past for how long it was, or is, in force; newest first
 */
public record Shown(
        PolicyView policy,
        List<Place> places,
        List<Sheet> files,
        Optional<DiffText> change,
        List<ActivationView> past) {

    /**
     * @param there what is in force there; absent if nothing is
     */
    public record Place(PolicyContents.Scope scope, Optional<ActivationView> there) {

        boolean has(PolicyView policy) {
            return there.filter(one -> one.policy().equals(policy.id())).isPresent();
        }
    }

    static Shown of(
            PolicyView policy,
            PolicyContents contents,
            Optional<String> diff,
            List<ActivationView> activations) {
        return new Shown(
                policy,
                contents.scopes().stream().map(scope -> place(scope, activations)).toList(),
                Sheet.of(contents),
                policy.waiting()
                        .map(WaitingView::diff)
                        .orElse(diff)
                        .filter(text -> !text.isEmpty())
                        .map(DiffText::of),
                activations.stream().filter(one -> one.policy().equals(policy.id())).toList());
    }

    private static Place place(PolicyContents.Scope scope, List<ActivationView> activations) {
        return new Place(
                scope,
                activations.stream()
                        .filter(one -> one.endedAt().isEmpty())
                        .filter(one -> one.layer() == scope.layer())
                        .filter(one -> one.pattern().equals(scope.pattern()))
                        .findFirst());
    }

    public boolean isInForceEverywhere() {
        return places.stream().allMatch(place -> place.has(policy));
    }

    /** Those where it is in force. */
    public List<Place> held() {
        return places.stream().filter(place -> place.has(policy)).toList();
    }

    /** Those where activating it would change what is in force. */
    public List<Place> gained() {
        return places.stream().filter(place -> !place.has(policy)).toList();
    }

    /** True if some character in it had to be written as an escape. */
    public boolean hides() {
        return files.stream().anyMatch(file -> file.text().hides())
                || change.filter(DiffText::hides).isPresent();
    }
}
