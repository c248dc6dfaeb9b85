package dev.countersign.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.CanonicalJson;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.audit.api.leaf.SealedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes batches as the relay of a service sends them. */
public final class SentEvents {

    private final String producer;
    private final String stream;
    private final AtomicLong seq = new AtomicLong();

    public SentEvents(String producer) {
        this.producer = producer;
        this.stream = producer + "/" + EventId.next().value().substring(4);
    }

    /** One event, with an identifier of its own. */
    public String one(Event event) {
        return one(EventId.next(), event);
    }

    public String one(EventId id, Event event) {
        return envelope(
                id,
                event.type(),
                new String(SealedEvent.of(id, event).data(), UTF_8),
                "2026-11-20T12:00:00.123456Z");
    }

    public String envelope(EventId id, String type, String data, String time) {
        String attributes =
                CanonicalJson.text(
                        Map.of(
                                "specversion",
                                "1.0",
                                "id",
                                id.value(),
                                "source",
                                "urn:countersign:" + producer,
                                "type",
                                "dev.countersign." + type + ".v1",
                                "time",
                                time,
                                "partitionkey",
                                stream,
                                "sequence",
                                "%019d".formatted(seq.incrementAndGet())));
        return attributes.substring(0, attributes.length() - 1) + ",\"data\":" + data + "}";
    }

    public static String batch(List<String> events) {
        return "[" + String.join(",", events) + "]";
    }

    public static String batch(String... events) {
        return batch(List.of(events));
    }

    /** Events with different sections and sizes. */
    public List<String> some(int count) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(one(aDecision("dave", "Bash", "allow", List.of("/tmp/" + i), List.of())));
        }
        return events;
    }

    public static Event aDecision(
            String operator, String tool, String effect, List<String> paths, List<String> hosts) {
        return aDecision(aStory(operator), tool, effect, paths, hosts);
    }

    public static Event aDecision(
            Story story, String tool, String effect, List<String> paths, List<String> hosts) {
        return new Event.DecisionMade(
                story,
                tool,
                Map.of("command", "rm -rf build"),
                "/home/dave/app",
                "00".repeat(32),
                effect,
                Optional.of("proceed"),
                "enforce",
                List.of("first-rule"),
                "because the policy says so",
                "2.1+sha256:00",
                paths,
                hosts,
                Optional.empty(),
                Optional.empty());
    }

    public static Story aStory(String operator) {
        return new Story(
                Optional.of(AgentId.next()),
                Optional.of("code-assistant"),
                Optional.of(SessionId.next()),
                Optional.of(operator),
                Optional.of(DecisionId.next()));
    }
}
