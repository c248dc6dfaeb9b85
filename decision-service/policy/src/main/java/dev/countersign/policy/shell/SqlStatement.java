package dev.countersign.policy.shell;

import dev.countersign.policy.action.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one statement of a database would do, by its words. */
record SqlStatement(List<String> words) {
    private static final int SHOWN = 6;

    private static final Set<String> THINGS =
            Set.of(
                    "table",
                    "database",
                    "schema",
                    "keyspace",
                    "column",
                    "collection",
                    "tablespace",
                    "materialized",
                    "user",
                    "role",
                    "login",
                    "partition",
                    "measurement",
                    "series",
                    "bucket",
                    "shard",
                    "stage",
                    "warehouse",
                    "owned",
                    "view",
                    "index",
                    "sequence",
                    "extension",
                    "function",
                    "procedure",
                    "trigger",
                    "type",
                    "temporary",
                    "external",
                    "foreign",
                    "server",
                    "policy",
                    "event",
                    "assembly",
                    "retention",
                    "topic",
                    "stream",
                    "constraint",
                    "all");

    /** What an {@code alter} may take away without losing data. */
    private static final Set<String> WITHOUT_LOSS =
            Set.of(
                    "constraint",
                    "not",
                    "default",
                    "index",
                    "identity",
                    "expression",
                    "foreign",
                    "primary",
                    "key",
                    "check",
                    "on",
                    "statistics");

    private static final Set<String> ADMINISTRATIVE =
            Set.of(
                    "grant",
                    "revoke",
                    "shutdown",
                    "kill",
                    "purge",
                    "reset",
                    "reassign",
                    "sp_configure",
                    "xp_cmdshell",
                    "reconfigure",
                    "restore",
                    "flush");

    private static final Set<String> DYNAMIC =
            Set.of("execute", "prepare", "immediate", "sp_executesql");

    /** Words after which a statement inside a statement may begin. */
    private static final Set<String> OPENING =
            Set.of("(", ")", "begin", "then", "else", "analyze", "loop", "as");

    /** The first words for people; a text in quotes may be a password, and is left out. */
    String show() {
        return words.stream()
                .limit(SHOWN)
                .map(word -> word.startsWith("'") ? "'…'" : word)
                .collect(Collectors.joining(" "));
    }

    private String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private boolean begins(String... with) {
        for (int i = 0; i < with.length; i++) {
            if (!word(i).equals(with[i])) {
                return false;
            }
        }
        return true;
    }

    Optional<Tag> effect() {
        if (drops()) {
            return Optional.of(Tag.DB_DROP);
        }
        return changesEverything() || administers()
                ? Optional.of(Tag.DB_MASS_CHANGE)
                : Optional.empty();
    }

    /** Builds a statement while it runs. */
    boolean isDynamic() {
        return DYNAMIC.contains(word(0))
                || begins("do") && body().isEmpty()
                || executesText()
                || words.contains("pg_read_file")
                || words.contains("lo_export")
                || words.contains("load_extension");
    }

    private boolean executesText() {
        int at = words.indexOf("execute");
        return at >= 0
                && !Set.of("function", "procedure", "on", "any").contains(word(at + 1))
                && !begins("grant")
                && !begins("revoke");
    }

    /** The text of a block that is run at once. */
    Optional<String> body() {
        return begins("do") || begins("begin", "atomic")
                ? words.stream()
                        .filter(word -> word.startsWith("'"))
                        .map(word -> word.substring(1))
                        .findFirst()
                : Optional.empty();
    }

    /** {@code copy t from program 'text'}. */
    Optional<String> program() {
        int at = words.indexOf("program");
        return at > 0 && (words.contains("copy") || words.contains("from") || words.contains("to"))
                ? Optional.of(word(at + 1))
                : Optional.empty();
    }

    private boolean drops() {
        if (begins("alter") && !begins("alter", "user") && !begins("alter", "role")) {
            return altersAway();
        }
        if (begins("drop") || begins("truncate")) {
            return true;
        }
        for (int i = 1; i < words.size(); i++) {
            boolean thing = THINGS.contains(word(i + 1));
            if (word(i).equals("drop") && thing && !isPartOfDefinition()
                    || word(i).equals("truncate") && word(i + 1).equals("table")
                    || word(i).equals("detach")
                            && word(i + 1).equals("delete")
                            && !words.contains("where")) {
                return true;
            }
        }
        return false;
    }

    private boolean isPartOfDefinition() {
        return begins("grant") || begins("revoke") || begins("comment");
    }

    private boolean altersAway() {
        for (int i = 1; i < words.size(); i++) {
            if (word(i).equals("drop") && !WITHOUT_LOSS.contains(word(i + 1))
                    || word(i).equals("truncate")) {
                return true;
            }
        }
        return begins("alter", "system");
    }

    private boolean administers() {
        return ADMINISTRATIVE.contains(word(0))
                || begins("set", "password")
                || begins("alter", "user")
                || begins("alter", "role")
                || begins("alter", "login")
                || begins("load", "data")
                || begins("call", "dbms_scheduler")
                || words.contains("outfile")
                || words.contains("dumpfile")
                || words.contains("load_file")
                || words.contains("xp_cmdshell")
                || words.contains("writable_schema")
                || begins("create", "user") && words.contains("superuser")
                || begins("create", "role") && words.contains("superuser");
    }

    /** {@code delete} and {@code update} whose condition holds for every row. */
    private boolean changesEverything() {
        for (int i = 0; i < words.size(); i++) {
            boolean changes = deletesAt(i) && !isTrigger(i) || updatesAt(i);
            if (changes && !SqlCondition.limits(words, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean deletesAt(int at) {
        return word(at).equals("delete")
                && (word(at + 1).equals("from")
                        || at == 0
                        || begins("match")
                        || begins("detach")
                        || begins("alter"));
    }

    private boolean updatesAt(int at) {
        return word(at).equals("update")
                && (at == 0 || OPENING.contains(word(at - 1)))
                && !word(at + 1).equals("set")
                && !word(at + 1).equals("statistics");
    }

    private boolean isTrigger(int at) {
        return at > 0
                && Set.of("on", "before", "after", "or", "for", "grant", ",").contains(word(at - 1))
                && !begins("match");
    }
}
