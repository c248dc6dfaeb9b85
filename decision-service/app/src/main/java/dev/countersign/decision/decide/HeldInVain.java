package dev.countersign.decision.decide;

import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.DecisionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Held calls that can never run any more, found by what is stored. */
@ApplicationScoped
class HeldInVain {

    private static final String STOPPED =
            """
            select d.id, s.ended_by, s.reason, a.revoked_by
            from decision d join session s on s.id = d.session_id join agent a on a.id = d.agent_id
            where d.status = 'PENDING' and (s.state = 'KILLED' or a.revoked_at is not null)
            """;

    /** The newest first, so that those which can never be settled hold up no others. */
    private static final String IN_QUEUE =
            """
            select d.id, h.approval_id, d.reason
            from hold h join decision d on d.id = h.decision_id
            where h.approval_status in ('PENDING', 'APPROVED') and d.outcome = 'BLOCK'
            order by h.decision_id desc limit 500
            """;

    private final DataSource database;

    HeldInVain(DataSource database) {
        this.database = database;
    }

    /** What waits although its session was killed or its agent was revoked. */
    List<Stopped> stopped() {
        return select(STOPPED, row -> new Stopped(new DecisionId(row.getString(1)), why(row)));
    }

    /** What people are asked although it is blocked for good. */
    List<Blocked> inQueue() {
        return select(
                IN_QUEUE,
                row ->
                        new Blocked(
                                new DecisionId(row.getString(1)),
                                new ApprovalId(row.getString(2)),
                                row.getString(3)));
    }

    private static String why(ResultSet row) throws SQLException {
        String killedBy = row.getString(2);
        return killedBy == null
                ? DecisionTexts.revoked(Optional.ofNullable(row.getString(4)))
                : DecisionTexts.killed(killedBy, row.getString(3));
    }

    private <T> List<T> select(String sql, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (row.next()) {
                found.add(reading.read(row));
            }
            return found;
        } catch (SQLException e) {
            throw new NotDurable(e);
        }
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * @param why what the agent is told
     */
    record Stopped(DecisionId id, String why) {}

    /**
     * @param why what the agent was told
     */
    record Blocked(DecisionId id, ApprovalId approval, String why) {}
}
