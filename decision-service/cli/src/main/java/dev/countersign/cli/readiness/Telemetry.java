package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** audit-service answers, and the policy keeps nothing out of the records. */
final class Telemetry implements PolicyPoint {

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        policy.policies().stream()
                .filter(one -> !one.audit().logAllActions())
                .forEach(one -> evidence.bad(one.name() + " says audit.log_all_actions: false"));
        String next = "";
        switch (launch.services().newestEvents()) {
            case Registry.Known.Unknown unknown -> {
                evidence.open(unknown.why());
                next = unknown.next();
            }
            case Registry.Known.Entries events -> newest(events.all(), evidence);
        }
        return evidence.finding("Leave audit.log_all_actions out, or say true.", next);
    }

    private static void newest(List<JsonNode> events, Evidence evidence) {
        evidence.good(
                events.isEmpty()
                        ? "audit-service answers; it has no event yet."
                        : "audit-service answers; its newest event is of "
                                + events.getFirst().path("time").asText());
    }
}
