package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One hook of an agent's settings.
 *
 * @param matcher for which tools; empty for all
 */
public record HookEntry(String matcher, JsonNode hook) {

    /** How long the hook waits for people unless it is told otherwise, in seconds. */
    private static final int USUAL_WAIT = 540;

    private static final Set<String> EVERYTHING = Set.of("", "*", ".*");

    /** The hooks of an event: some products group them by what they match, others do not. */
    public static List<HookEntry> of(JsonNode settings, String event) {
        return StreamSupport.stream(settings.path("hooks").path(event).spliterator(), false)
                .flatMap(HookEntry::of)
                .toList();
    }

    private static Stream<HookEntry> of(JsonNode entry) {
        String matcher = entry.path("matcher").asText("");
        return entry.path("hooks").isArray()
                ? StreamSupport.stream(entry.path("hooks").spliterator(), false)
                        .map(hook -> new HookEntry(matcher, hook))
                : Stream.of(new HookEntry(matcher, entry));
    }

    /** Whether it is Countersign that it asks, by script or by HTTP. */
    public boolean asksCountersign() {
        String text = hook.toString();
        return text.contains("countersign-hook") || text.contains("/v1/hooks/");
    }

    /** Why a call could get past it, clause by clause. */
    public List<String> flaws(AgentProduct product) {
        var flaws = new ArrayList<String>();
        if (!EVERYTHING.contains(matcher)) {
            flaws.add("asks for some tools only: " + matcher);
        }
        if (hook.has("if")) {
            flaws.add("asks for some calls only: " + hook.path("if").asText());
        }
        if (hook.path("async").asBoolean()) {
            flaws.add("does not wait for the answer (async)");
        }
        product.closes()
                .forEach(
                        (key, value) -> {
                            if (!hook.path(key).asText().equals(value)) {
                                flaws.add(
                                        "lets calls through when it fails; say %s: %s"
                                                .formatted(key, value));
                            }
                        });
        if (seconds(product.timer()) <= USUAL_WAIT) {
            flaws.add(
                    "stops waiting too early; say %s above %.0f"
                            .formatted(
                                    product.timer().key(), USUAL_WAIT / product.timer().seconds()));
        }
        return flaws;
    }

    private double seconds(AgentProduct.Timer timer) {
        return hook.path(timer.key()).asDouble(0) * timer.seconds();
    }
}
