package dev.countersign.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Choice;
import dev.countersign.audit.api.ApprovalId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What must hold after every test, read back from outside. */
public final class Invariants {

    private Invariants() {}

    /**
     * Every call that waited and went on has an approval that somebody voted for and that was spent
     * on that very call, and no approval was spent twice.
     */
    public static void assertNothingReleasedUnapproved(DataSource database) {
        List<String> spent = new ArrayList<>();
        forEach(
                database,
                """
                select d.id, d.digest, h.approval_id from decision d left join hold h on h.decision_id = d.id
                where d.effect = 'REQUIRE_APPROVAL' and d.outcome = 'PROCEED'
                """,
                row -> {
                    ApprovalView approval =
                            FakeApprovals.get(new ApprovalId(row.getString("approval_id")));
                    assertThat(approval.status()).isEqualTo(ApprovalStatus.CONSUMED);
                    assertThat(approval.decision().value()).isEqualTo(row.getString("id"));
                    assertThat(approval.digest()).isEqualTo(row.getString("digest"));
                    assertThat(approval.votes())
                            .anyMatch(vote -> vote.vote() == Choice.APPROVE && vote.counted());
                    spent.add(approval.id().value());
                });
        assertThat(spent).doesNotHaveDuplicates();
        assertEveryDecisionHasItsEvents(database);
    }

    private static void assertEveryDecisionHasItsEvents(DataSource database) {
        forEach(
                database,
                """
                select d.id, d.status, d.effect,
                    (select count(*) from outbox o where o.event_id = d.event_id
                        and o.type = 'decision.made') as made,
                    (select count(*) from outbox o where o.type = 'decision.settled'
                        and convert_from(o.payload, 'UTF8') like '%"call":"' || d.id || '"%') as settled
                from decision d
                """,
                row -> {
                    assertThat(row.getInt("made")).as(row.getString("id")).isEqualTo(1);
                    boolean waited = row.getString("effect").equals("REQUIRE_APPROVAL");
                    boolean isFinal = row.getString("status").equals("FINAL");
                    assertThat(row.getInt("settled"))
                            .as(row.getString("id"))
                            .isEqualTo(waited && isFinal ? 1 : 0);
                });
    }

    /** No table holds this text, in any column. */
    public static void assertNowhere(DataSource database, String text) {
        assertThat(rowsWith(database, text)).as("rows with " + text).isZero();
    }

    public static int rowsWith(DataSource database, String text) {
        List<String> tables = new ArrayList<>();
        forEach(
                database,
                "select tablename from pg_tables where schemaname = 'public'",
                row -> tables.add(row.getString(1)));
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            forEach(
                    database,
                    "select '%s' from %s t where to_jsonb(t)::text like '%%%s%%'"
                            .formatted(table, table, text),
                    row -> found.add(row.getString(1)));
        }
        forEach(
                database,
                "select 'outbox' from outbox where convert_from(payload, 'UTF8') like '%%%s%%'"
                        .formatted(text),
                row -> found.add(row.getString(1)));
        return found.size();
    }

    private static void forEach(DataSource database, String sql, Reading reading) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reading.read(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }
}
