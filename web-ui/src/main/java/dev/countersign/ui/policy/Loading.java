package dev.countersign.ui.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Whether what should be in force could be loaded, by the replica that was asked.
 *
 * @param missing how many policies could not
 * @param problem the first of them, where, and what holds instead; empty if all could, but what is
 *     stored cannot be read now
 */
public record Loading(int missing, String problem) {

    /** Empty if all is as it should be, or the service does not say. */
    static Optional<Loading> troubled(JsonNode readiness) {
        return StreamSupport.stream(readiness.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals("policy"))
                .map(check -> check.path("data"))
                .filter(data -> !data.path("state").asText("loaded").equals("loaded"))
                .map(
                        data ->
                                new Loading(
                                        data.path("not_loaded").asInt(),
                                        data.path("problem").asText("")))
                .findFirst();
    }
}
