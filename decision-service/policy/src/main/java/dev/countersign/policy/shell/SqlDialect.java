package dev.countersign.policy.shell;

import java.util.List;
import java.util.Set;

/**
 * How a database's language is cut into words, where the databases differ.
 *
 * @param backslashEscapes whether {@code \'} stands inside a text
 * @param hashComments whether a number sign begins a comment
 * @param dollarQuotes whether {@code $tag$} begins a text
 */
record SqlDialect(boolean backslashEscapes, boolean hashComments, boolean dollarQuotes) {
    private static final SqlDialect POSTGRES = new SqlDialect(false, false, true);
    private static final SqlDialect MYSQL = new SqlDialect(true, true, false);
    private static final SqlDialect STANDARD = new SqlDialect(false, false, false);

    private static final Set<String> LIKE_POSTGRES =
            Set.of("psql", "pgcli", "cockroach-sql", "ysqlsh", "supabase", "cockroach");
    private static final Set<String> LIKE_MYSQL = Set.of("mysql", "mariadb", "mycli");
    private static final Set<String> LIKE_STANDARD =
            Set.of("sqlite3", "sqlite", "litecli", "sqlcipher", "duckdb", "wrangler");

    /** Every reading that is possible for a program; what any of them finds counts. */
    static List<SqlDialect> of(String program) {
        if (LIKE_POSTGRES.contains(program)) {
            return List.of(POSTGRES);
        }
        if (LIKE_MYSQL.contains(program)) {
            return List.of(MYSQL);
        }
        return LIKE_STANDARD.contains(program)
                ? List.of(STANDARD)
                : List.of(POSTGRES, MYSQL, STANDARD);
    }
}
