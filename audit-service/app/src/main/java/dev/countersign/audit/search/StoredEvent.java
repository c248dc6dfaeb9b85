package dev.countersign.audit.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.EventRecord;
import dev.countersign.audit.api.EventRecord.OpenSection;
import dev.countersign.audit.api.EventView;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An entry of the log with the sections that are left of it. */
record StoredEvent(long index, byte[] leaf, Instant recordedAt, Map<String, OpenSection> sections) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** The entries, in the order of the indexes given. */
    static List<StoredEvent> read(Connection connection, List<Long> indexes) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select e.idx, e.leaf, e.recorded_at, s.name, s.salt, s.body
                        from unnest(?::bigint[]) with ordinality w (idx, n) join log_entry e using (idx)
                            left join log_section s on s.idx = e.idx and s.salt is not null
                        order by w.n, s.name
                        """)) {
            select.setArray(1, connection.createArrayOf("bigint", indexes.toArray()));
            List<StoredEvent> read = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (read.isEmpty() || read.getLast().index != row.getLong(1)) {
                        read.add(entry(row));
                    }
                    read.getLast().addSection(row);
                }
            }
            return read;
        }
    }

    private static StoredEvent entry(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getBytes(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                new TreeMap<>());
    }

    private void addSection(ResultSet row) throws SQLException {
        String name = row.getString(4);
        if (name != null) {
            sections.put(
                    name,
                    new OpenSection(
                            String.valueOf(object(parsed().get("sealed")).get(name)),
                            Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(5)),
                            new String(row.getBytes(6), UTF_8)));
        }
    }

    EventRecord record() {
        return new EventRecord(view(), new String(leaf, UTF_8), sections);
    }

    EventView view() {
        Map<String, Object> shown = parsed();
        Map<String, Map<String, Object>> sealed = new TreeMap<>();
        sections.forEach((name, section) -> sealed.put(name, parse(section.body())));
        return new EventView(
                new EventId(text(shown, "id")),
                index,
                text(shown, "type"),
                Instant.parse(text(shown, "time")),
                recordedAt,
                text(shown, "src"),
                text(shown, "stream"),
                ((Number) shown.getOrDefault("seq", 0)).longValue(),
                story(shown, sealed.getOrDefault("actor", Map.of())),
                object(shown.get("attrs")),
                sealed);
    }

    private static Story story(Map<String, Object> shown, Map<String, Object> actor) {
        return new Story(
                value(shown, "agent", AgentId::new),
                value(actor, "agent_name", name -> name),
                value(shown, "session", SessionId::new),
                value(actor, "operator", name -> name),
                value(shown, "call", DecisionId::new));
    }

    private static <T> Optional<T> value(
            Map<String, Object> map, String name, Function<String, T> kind) {
        return map.get(name) instanceof String text
                ? Optional.of(kind.apply(text))
                : Optional.empty();
    }

    private Map<String, Object> parsed() {
        return parse(new String(leaf, UTF_8));
    }

    private static Map<String, Object> parse(String text) {
        try {
            return JSON.readValue(text, OBJECT);
        } catch (IOException e) {
            throw new IllegalStateException("a stored event is not JSON", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    private static String text(Map<String, Object> map, String name) {
        return String.valueOf(map.get(name));
    }
}
