package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The way out in an emergency was gone once, up to the review that is owed afterwards. */
final class TestedBypass implements Point {

    @Override
    public Finding check(Launch launch) {
        return switch (launch.services().bypasses()) {
            case Registry.Known.Unknown unknown -> unknown.cannotTell();
            case Registry.Known.Entries bypasses -> reviewed(bypasses.all());
        };
    }

    private static Finding reviewed(List<JsonNode> bypasses) {
        Optional<JsonNode> reviewed =
                bypasses.stream().filter(bypass -> bypass.hasNonNull("reviewed_by")).findFirst();
        return reviewed.<Finding>map(
                        bypass ->
                                new Finding.Ready(
                                        List.of(
                                                "%s, asked for by %s, reviewed by %s"
                                                        .formatted(
                                                                bypass.path("id").asText(),
                                                                bypass.path("requester").asText(),
                                                                bypass.path("reviewed_by")
                                                                        .asText()))))
                .orElseGet(
                        () ->
                                new Finding.NotReady(
                                        List.of(
                                                bypasses.isEmpty()
                                                        ? "There was no bypass yet."
                                                        : "No bypass was reviewed, of %d."
                                                                .formatted(bypasses.size())),
                                        "Drill: ask for a short bypass of something harmless,"
                                                + " have it approved, let it end, review it."));
    }
}
