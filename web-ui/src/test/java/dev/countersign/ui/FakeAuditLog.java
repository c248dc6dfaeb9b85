package dev.countersign.ui;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.AuditError;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.EventPage;
import dev.countersign.audit.api.EventRecord;
import dev.countersign.audit.api.EventView;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.ui.FakeServices.Asker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The audit log as far as pages ask for it: conditions on type, session and words. */
final class FakeAuditLog {

    private static final Set<String> SEE_ALL =
            Set.of("auditor", "approver", "on-call", "policy-admin");
    private static final int PAGE = 10;

    private final List<EventView> events = new CopyOnWriteArrayList<>();

    void empty() {
        events.clear();
    }

    EventView add(
            String type,
            SessionId session,
            Map<String, Object> attrs,
            Map<String, Map<String, Object>> sealed) {
        int index = events.size();
        EventView event =
                new EventView(
                        EventId.next(),
                        index,
                        type,
                        FakeQueue.NOW.minusSeconds(900).plusSeconds(37L * index),
                        FakeQueue.NOW.minusSeconds(899).plusSeconds(37L * index),
                        "urn:countersign:decision-service",
                        "decision-service/1",
                        index,
                        new Story(
                                Optional.of(new AgentId("agt_01kahd2x5j7e1v3qz8s9tbcdfg")),
                                Optional.of("code-assistant-prod"),
                                Optional.of(session),
                                Optional.of("dave"),
                                Optional.of(DecisionId.next())),
                        attrs,
                        sealed);
        events.add(event);
        return event;
    }

    EventPage search(Asker asker, Map<String, String> query) {
        List<EventView> found =
                events.reversed().stream()
                        .filter(event -> sees(asker, event))
                        .filter(event -> matches(event, query))
                        .toList();
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int to = Math.min(found.size(), from + PAGE);
        return new EventPage(
                found.subList(from, to),
                to < found.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    EventRecord get(Asker asker, EventId id) {
        EventView event =
                events.stream()
                        .filter(e -> e.id().equals(id) && sees(asker, e))
                        .findFirst()
                        .orElseThrow(() -> FakeServices.refused(AuditError.NO_SUCH_EVENT));
        return new EventRecord(
                event,
                "{\"id\":\"%s\",\"type\":\"%s\",\"v\":1}".formatted(id, event.type()),
                Map.of());
    }

    String proof(Asker asker, EventId id) {
        get(asker, id);
        return """
               c2sp.org/tlog-proof@v1
               index 41
               PlRgbqBcF4cJGUYvBCFcIkGZvAWDgOmGL7dMq8gn0Zc=
               kX6pQp2gPkhVQe4Ak0ZsBSr+F8dbQNTOoyXw4vLh0dU=

               countersign.local/log
               57
               m5z5cC4Kr1f4v9q8F0E0Cw6oJZ0g5l6w3v1bYyGkN2E=

               — countersign.local/log 2qkzTq0sB4m0o4Xl
               """;
    }

    private static boolean sees(Asker asker, EventView event) {
        return asker.roles().stream().anyMatch(SEE_ALL::contains)
                || event.story().operator().filter(asker.name()::equals).isPresent();
    }

    private static boolean matches(EventView event, Map<String, String> query) {
        boolean type = query.getOrDefault("type", event.type()).equals(event.type());
        String run = event.story().session().map(SessionId::value).orElse("");
        boolean session = query.getOrDefault("session", run).equals(run);
        boolean words =
                (event.attrs() + " " + event.sealed()).contains(query.getOrDefault("q", ""));
        return type && session && words;
    }
}
