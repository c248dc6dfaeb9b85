package dev.countersign.decision.bundle;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.Manifest;
import dev.countersign.policy.language.Heading;
import dev.countersign.runtime.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is uploaded: files, and what they or the bundle that they came in say of the whole.
 *
 * @param revision empty if nobody says one
 * @param envelope the signed one, if there is one
 */
record Parcel(
        PolicyFiles files,
        Optional<String> name,
        OptionalLong revision,
        Optional<String> envelope) {

    static Parcel of(PolicyFiles files) {
        Heading heading = files.head().heading();
        return new Parcel(
                files,
                Optional.ofNullable(heading.metadata().get("name")),
                heading.revision(),
                Optional.empty());
    }

    /**
     * @throws Refused INVALID_BUNDLE if its files are for more agents than its manifest
     */
    static Parcel of(Bundle bundle, PolicyFiles files) {
        Manifest manifest = bundle.manifest();
        requireWithin(manifest.agents(), files);
        return new Parcel(
                files,
                Optional.of(manifest.name()),
                OptionalLong.of(manifest.revision()),
                Optional.of(bundle.envelope().json()));
    }

    private static void requireWithin(List<String> agents, PolicyFiles files) {
        List<String> flaws =
                files.scopes().stream()
                        .filter(scope -> !agents.isEmpty() && !agents.contains(scope.pattern()))
                        .map(
                                scope ->
                                        "%s is for agents %s, and the manifest is for %s alone"
                                                .formatted(
                                                        PolicyFiles.nameOf(scope.layer()),
                                                        scope.pattern(),
                                                        String.join(", ", agents)))
                        .toList();
        if (!flaws.isEmpty()) {
            throw new Refused(
                    DecisionError.INVALID_BUNDLE, String.join("\n", flaws), Map.of("flaws", flaws));
        }
    }
}
