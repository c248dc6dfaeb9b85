package dev.countersign.cli.bundle;

import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle of policies is called, counted as and meant for: what the policies say themselves,
 * or what was said besides where they do not.
 *
 * @param agents patterns; empty means all
 */
record BundleHeading(String name, long revision, List<String> agents) {

    /**
     * @param heads the policies, the narrowest first
     */
    static BundleHeading of(
            List<Policy> heads, Optional<String> givenName, Optional<Long> givenRevision) {
        Optional<String> name =
                heads.stream()
                        .flatMap(
                                policy ->
                                        Optional.ofNullable(policy.metadata().get("name")).stream())
                        .findFirst();
        Optional<Long> revision =
                heads.stream()
                        .flatMap(policy -> policy.heading().revision().stream().boxed())
                        .findFirst();
        return new BundleHeading(
                agreed("name", "NAME", givenName, name),
                agreed("revision", "N", givenRevision, revision),
                agents(heads));
    }

    private static <T> T agreed(
            String what, String example, Optional<T> given, Optional<T> stated) {
        if (given.isPresent() && stated.isPresent() && !given.equals(stated)) {
            throw new Unusable(
                    "--%s %s contradicts the policy's own: metadata: {%s: %s}."
                            .formatted(
                                    what,
                                    Visible.line(given.get().toString()),
                                    what,
                                    Visible.line(stated.get().toString())));
        }
        return given.or(() -> stated)
                .orElseThrow(
                        () ->
                                new Unusable(
                                        "A bundle has a %s: say --%s %s, or write metadata: {%s: …} into the policy."
                                                .formatted(what, what, example, what)));
    }

    private static List<String> agents(List<Policy> heads) {
        return heads.stream().anyMatch(policy -> policy.agents().isEmpty())
                ? List.of()
                : heads.stream()
                        .flatMap(policy -> policy.agents().stream())
                        .distinct()
                        .sorted()
                        .toList();
    }
}
