package dev.countersign.audit.search;

import dev.countersign.audit.api.AuditError;
import dev.countersign.audit.api.EventQuery;
import dev.countersign.runtime.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a search as SQL: constant text for each that is asked, values as parameters.
 */
final class Question {

    private static final int LARGEST_PAGE = 200;
    private static final int USUAL_PAGE = 50;

    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final List<Object> values = new ArrayList<>();
    private final int limit;

    /**
     * @param onlyOperator whose agents' events may be seen; all if empty
     * @throws Refused if a condition is not of its form
     */
    Question(EventQuery query, Optional<String> onlyOperator) {
        limit = query.limit == null ? USUAL_PAGE : query.limit;
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new Refused(AuditError.INVALID_QUERY, "limit is 1 to " + LARGEST_PAGE + ".");
        }
        onlyOperator.ifPresent(operator -> add("operator = ?", operator));
        equal("(agent = ? or agent_name = ?)", query.agent, 2);
        equal(
                "(session = ? or session in (select session from event where native_session = ?))",
                query.session,
                2);
        equal("operator in (?, lower(?))", query.operator, 2);
        equal("call = ?", query.call, 1);
        equal("type = ?", query.type, 1);
        equal("effect = ?", query.effect, 1);
        equal("tool = ?", query.tool, 1);
        path(query.path);
        host(query.host);
        words(query.q);
        time("happened_at >= ?", "from", query.from);
        time("happened_at < ?", "to", query.to);
        cursor(query.cursor);
    }

    int limit() {
        return limit;
    }

    private void add(String condition, Object... given) {
        conditions.add(condition);
        values.addAll(List.of(given));
    }

    private static boolean isAbsent(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private void equal(String condition, @Nullable String value, int times) {
        if (value != null && !isAbsent(value)) {
            conditions.add(condition);
            for (int i = 0; i < times; i++) {
                values.add(stored(value.strip()));
            }
        }
    }

    private void path(@Nullable String given) {
        if (given == null || isAbsent(given)) {
            return;
        }
        String path = stored(given.strip()).replaceAll("(?<=.)/+$", "");
        words(path);
        add(
                """
                exists (select from unnest(paths) p where p = ? or starts_with(p, ? || '/')
                    or right(p, length(?) + 1) = '/' || ?)\
                """,
                path,
                path,
                path,
                path);
    }

    private void host(@Nullable String given) {
        if (given == null || isAbsent(given)) {
            return;
        }
        String host = stored(given.strip()).toLowerCase(Locale.ROOT);
        words(host);
        add(
                """
                exists (select from unnest(hosts) h where lower(h) = ?
                    or right(lower(h), length(?) + 1) = '.' || ?)\
                """,
                host,
                host,
                host);
    }

    private void words(@Nullable String text) {
        if (text != null) {
            Words.query(text).ifPresent(query -> add("words @@ to_tsquery('simple', ?)", query));
        }
    }

    private void time(String condition, String name, @Nullable String text) {
        if (text == null || isAbsent(text)) {
            return;
        }
        try {
            add(condition, OffsetDateTime.parse(text.strip()));
        } catch (DateTimeParseException e) {
            throw new Refused(
                    AuditError.INVALID_QUERY,
                    name + " is not a time such as 2026-11-20T13:00:00Z.");
        }
    }

    private void cursor(@Nullable String text) {
        if (text == null || isAbsent(text)) {
            return;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refused(AuditError.INVALID_QUERY, "cursor is not from a page before.");
        }
        add("idx < ?", Long.valueOf(text));
    }

    private static String stored(String text) {
        return text.replace('\0', '\ufffd');
    }

    /** Selects the indexes, newest first, one more than the page holds. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement(
                        "select idx from event where %s order by idx desc limit %d"
                                .formatted(String.join(" and ", conditions), limit + 1));
        for (int i = 0; i < values.size(); i++) {
            select.setObject(i + 1, values.get(i));
        }
        select.setQueryTimeout(10);
        return select;
    }
}
