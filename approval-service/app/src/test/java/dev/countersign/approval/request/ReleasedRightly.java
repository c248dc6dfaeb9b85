package dev.countersign.approval.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads everything back from the tables and holds it against the laws, without the code's rules.
 */
@ApplicationScoped
public class ReleasedRightly {

    private final DataSource database;

    ReleasedRightly(DataSource database) {
        this.database = database;
    }

    public void assertNothingReleasedUnapproved() {
        assertThat(
                        rows(
                                """
                                with said as (
                                    select r.*, p.panel, p.number,
                                        (select count(distinct subject) from vote v
                                         where v.request = r.id and counted and choice = 'APPROVE'
                                           and p.number - 1 = any (v.panels)) as approvals,
                                        (select count(*) from vote v
                                         where v.request = r.id and counted and choice = 'DENY') as denials
                                    from approval_request r, json_array_elements(ordered::json -> 'requirement' -> 'panels')
                                         with ordinality as p (panel, number))
                                select id, status, number, approvals, denials from said
                                where status in ('APPROVED', 'CONSUMED', 'LAPSED', 'INVALIDATED')
                                  and (approvals < (panel ->> 'quorum')::int or denials > 0)
                                """))
                .as("released without enough approvals, or against a denial")
                .isEmpty();
        assertThat(
                        rows(
                                """
                                select r.id, v.voter from approval_request r join vote v on v.request = r.id
                                where v.counted and lower(v.voter) in
                                    (lower(r.operator), lower(ordered::json -> 'proposer' ->> 'owner'))
                                """))
                .as("voted on their own")
                .isEmpty();
        assertThat(
                        rows(
                                """
                                select v.request, v.voter from vote v join approval_request r on v.request = r.id
                                where v.counted and (v.at < r.created_at or v.at >= r.expires_at)
                                """))
                .as("counted outside its time")
                .isEmpty();
        assertThat(
                        rows(
                                """
                                select r.id, r.status,
                                    (select count(*) from outbox o where o.type = 'approval.consumed'
                                     and convert_from(o.payload, 'UTF8') like '%' || r.id || '%')
                                from approval_request r
                                where (r.status = 'CONSUMED')::int <>
                                    (select count(*) from outbox o where o.type = 'approval.consumed'
                                     and convert_from(o.payload, 'UTF8') like '%' || r.id || '%')
                                """))
                .as("consumed other than exactly once, by its events")
                .isEmpty();
        assertThat(
                        rows(
                                """
                                select r.id, r.status, c.status from approval_request r left join lateral
                                    (select status from change where subject = r.id order by position desc limit 1) c
                                    on true
                                where c.status is distinct from r.status
                                """))
                .as("a status that the list of changes does not tell")
                .isEmpty();
        assertThat(
                        rows(
                                """
                                select count(*), max(position), (select position from change_position) from change
                                having count(*) <> coalesce(max(position), 0)
                                    or count(*) <> (select position from change_position)
                                """))
                .as("positions that are not dense")
                .isEmpty();
    }

    public List<String> rows(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : " | ").append(row.getString(i));
                }
                rows.add(text.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
