package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.readiness.Services.Part;
import dev.countersign.policy.match.NamePattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the services know, asked once each. */
public final class Registry {
    private final Services services;
    private final Map<String, Known> asked = new HashMap<>();

    Registry(Services services) {
        this.services = services;
    }

    /** The entries of a list that a service keeps, or why they are not known. */
    sealed interface Known {
        record Entries(List<JsonNode> all) implements Known {}

        record Unknown(String why, String next) implements Known {
            Finding cannotTell() {
                return new Finding.CannotTell(List.of(why), next);
            }
        }
    }

    Known agents() {
        return list(Part.DECISION, "/v1/agents");
    }

    Known policiesInForce() {
        return list(Part.DECISION, "/v1/policies/active");
    }

    Known sessions() {
        return list(Part.DECISION, "/v1/sessions?limit=200");
    }

    Known bypasses() {
        return list(Part.APPROVAL, "/v1/bypasses");
    }

    Known newestEvents() {
        return list(Part.AUDIT, "/v1/events?limit=1");
    }

    /** The policy in force for an agent: that of its own name before that of a pattern. */
    static Optional<JsonNode> inForceFor(String agent, Known.Entries active) {
        return active.all().stream()
                .filter(policy -> texts(policy.path("active_for")).contains(agent))
                .findFirst()
                .or(
                        () ->
                                active.all().stream()
                                        .filter(policy -> coversBy(policy, agent))
                                        .findFirst());
    }

    private static boolean coversBy(JsonNode policy, String agent) {
        return texts(policy.path("active_for")).stream()
                .anyMatch(pattern -> new NamePattern(pattern).surelyMatches(agent));
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private Known list(Part part, String path) {
        return asked.computeIfAbsent(path, ignored -> ask(part, path));
    }

    private Known ask(Part part, String path) {
        return switch (services.get(part, path)) {
            case Services.Reply.Silent silent -> new Known.Unknown(silent.why(), silent.next());
            case Services.Reply.Said said -> entries(part, path, said);
        };
    }

    /** A list, or a page with its list under {@code items}. */
    private static Known entries(Part part, String path, Services.Reply.Said said) {
        Optional<JsonNode> list =
                JsonText.read(said.json())
                        .map(json -> json.isObject() ? json.path("items") : json)
                        .filter(JsonNode::isArray);
        return list.<Known>map(
                        array ->
                                new Known.Entries(
                                        StreamSupport.stream(array.spliterator(), false).toList()))
                .orElseGet(
                        () ->
                                new Known.Unknown(
                                        "What answers %s is not %s.".formatted(path, part.title()),
                                        "Correct %s.".formatted(part.variable())));
    }
}
