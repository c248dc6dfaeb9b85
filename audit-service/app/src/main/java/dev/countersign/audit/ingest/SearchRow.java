package dev.countersign.audit.ingest;

import dev.countersign.audit.api.Identifier;
import dev.countersign.audit.api.leaf.SealedEvent;
import dev.countersign.audit.api.leaf.Section;
import dev.countersign.audit.api.leaf.SectionName;
import dev.countersign.audit.search.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event as it is searched: made of what the leaf shows and what the sections hold. */
record SearchRow(
        long index,
        SealedEvent event,
        String time,
        Map<SectionName, Map<?, ?>> sealed,
        List<String> paths,
        List<String> hosts) {

    static SearchRow of(long index, SealedEvent event, String time) {
        Map<SectionName, Map<?, ?>> sealed = new EnumMap<>(SectionName.class);
        for (Section section : event.sections().values()) {
            sealed.put(section.name(), CloudEventReader.contents(section.body()));
        }
        return new SearchRow(
                index,
                event,
                time,
                sealed,
                texts(sealed, SectionName.INPUT, "paths"),
                texts(sealed, SectionName.INPUT, "hosts"));
    }

    private static List<String> texts(
            Map<SectionName, Map<?, ?>> sealed, SectionName section, String name) {
        return sealed.getOrDefault(section, Map.of()).get(name) instanceof Collection<?> items
                ? items.stream()
                        .filter(String.class::isInstance)
                        .map(item -> Append.storable((String) item).replace('\n', ' '))
                        .toList()
                : List.of();
    }

    private @Nullable String text(SectionName section, String name) {
        return sealed.getOrDefault(section, Map.of()).get(name) instanceof String text
                ? Append.storable(text)
                : null;
    }

    private @Nullable String attr(String name) {
        return event.attrs().get(name) instanceof String text ? Append.storable(text) : null;
    }

    private static @Nullable String value(Optional<? extends Identifier> id) {
        return id.map(Identifier::value).orElse(null);
    }

    /** Paths and hosts first, because text far behind is not indexed. */
    private String words() {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(paths);
        all.add(hosts);
        all.add(event.type());
        all.add(event.attrs());
        all.add(List.copyOf(sealed.values()));
        return Words.of(all);
    }

    static void insert(Connection connection, List<SearchRow> rows) throws SQLException {
        Columns.insert(
                connection,
                """
                insert into event (idx, event_id, type, happened_at, agent, agent_name, session, native_session,
                    operator, call, effect, tool, paths, hosts, words)
                select idx, event_id, type, happened_at, agent, agent_name, session, native_session, operator, call,
                    effect, tool, string_to_array(paths, E'\\n'), string_to_array(hosts, E'\\n'),
                    to_tsvector('simple', words)
                from unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    u (idx, event_id, type, happened_at, agent, agent_name, session, native_session, operator, call,
                    effect, tool, paths, hosts, words)
                """,
                Columns.of("bigint", rows, SearchRow::index),
                Columns.of("text", rows, row -> row.event.id().value()),
                Columns.of("text", rows, row -> row.event.type()),
                Columns.of("text", rows, SearchRow::time),
                Columns.of("text", rows, row -> value(row.event.story().agent())),
                Columns.of("text", rows, row -> row.text(SectionName.ACTOR, "agent_name")),
                Columns.of("text", rows, row -> value(row.event.story().session())),
                Columns.of("text", rows, row -> row.text(SectionName.CONTEXT, "native_session")),
                Columns.of("text", rows, row -> row.text(SectionName.ACTOR, "operator")),
                Columns.of("text", rows, row -> value(row.event.story().call())),
                Columns.of("text", rows, row -> row.attr("effect")),
                Columns.of("text", rows, row -> row.attr("tool")),
                Columns.of("text", rows, row -> String.join("\n", row.paths)),
                Columns.of("text", rows, row -> String.join("\n", row.hosts)),
                Columns.of("text", rows, SearchRow::words));
    }
}
