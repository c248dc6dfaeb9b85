package dev.countersign.decision.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What stands behind the service, for tests that break it or look at it from outside. */
@ApplicationScoped
public class Database {

    private final DataSource database;

    Database(DataSource database) {
        this.database = database;
    }

    public void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row. */
    public List<String> read(String sql) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /** What the trail has of a policy, oldest first. */
    public List<String> eventsOf(String policyId, String type) {
        return read(
                """
                select convert_from(payload, 'UTF8') from outbox
                where type = '%s' and convert_from(payload, 'UTF8') like '%%"%s"%%' order by position
                """
                        .formatted(type, policyId));
    }

    /** A policy that no version of the service could load is in force in place of what was. */
    public String breakPolicyOf(String pattern) {
        String id =
                read("select policy_id from policy_activation where ended_at is null and pattern = '%s'"
                                .formatted(pattern))
                        .getFirst();
        String broken = dev.countersign.audit.api.PolicyId.next().value();
        execute(
                """
                insert into policy (id, version, name, scopes, uploaded_by, uploaded_at)
                select '%s', version, name, scopes, 'x', now() from policy where id = '%s'
                """
                        .formatted(broken, id));
        execute(
                "insert into policy_file values ('%s', '.agent-policy.yml', 'version: \"9.9\"')"
                        .formatted(broken));
        execute(
                "update policy_activation set policy_id = '%s' where ended_at is null and pattern = '%s'"
                        .formatted(broken, pattern));
        return broken;
    }

    /** Nothing is in force for the pattern, and nothing ever was. */
    public void forget(String pattern) {
        execute("delete from policy_activation where pattern = '%s'".formatted(pattern));
    }
}
