package dev.countersign.decision.source;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Problem;
import dev.countersign.decision.api.GitProblemView;
import dev.countersign.decision.source.Position.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How far each source was taken, for all replicas. Whoever moves it says from where: of two that
 * move it from the same commit one finds it moved, and its transaction has to end without effect.
 * So nothing is locked while a repository is read. Inside a transaction all of it is part of that.
 */
@ApplicationScoped
class Positions {

    private final DataSource database;

    Positions(DataSource database) {
        this.database = database;
    }

    /** Another replica was faster; there is nothing left to do here. */
    static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("another replica was faster", null, false, false);
        }
    }

    Position read(Remote remote) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select * from policy_git where source = ?")) {
            query.setString(1, remote.key());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? position(row) : Position.START;
            }
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
    }

    /** From now on somebody looks. */
    void begin(Remote remote) {
        change(
                """
                insert into policy_git (source, looked_at) values (?, now())
                on conflict (source) do update set looked_at = now()
                """,
                remote.key());
    }

    /** The same, unless somebody began less than that time ago; whether this one is to look. */
    boolean beginUnlessWithin(Remote remote, Duration time) {
        return change(
                        """
                        insert into policy_git as there (source, looked_at) values (?, now())
                        on conflict (source) do update set looked_at = now()
                        where there.looked_at is null
                           or there.looked_at <= now() - ? * interval '1 millisecond'
                        """,
                        remote.key(),
                        time.toMillis())
                == 1;
    }

    /**
     * What a commit holds was stored, and is still to be settled.
     *
     * @throws Overtaken if it was moved from there already
     */
    void move(Remote remote, Position from, Commit to, PolicyId policy, Content content) {
        requireMoved(
                change(
                        """
                        update policy_git
                        set commit_id = ?, policy_id = ?, content = ?, taken_at = now(), settled = false
                        where source = ? and commit_id is not distinct from ?
                        """,
                        to.id(),
                        policy.value(),
                        content.digest(),
                        remote.key(),
                        from.taken().map(Taken::commit).orElse(null)));
    }

    /** To a commit that holds the same. */
    void move(Remote remote, Taken from, Commit to) {
        requireMoved(
                change(
                        """
                        update policy_git set commit_id = ?, taken_at = now()
                        where source = ? and commit_id = ?
                        """,
                        to.id(),
                        remote.key(),
                        from.commit()));
    }

    /**
     * Nothing is left to do for what was taken.
     *
     * @throws Overtaken if that was so already
     */
    void settle(Remote remote, Taken taken) {
        requireMoved(
                change(
                        """
                        update policy_git set settled = true
                        where source = ? and policy_id = ? and not settled
                        """,
                        remote.key(),
                        taken.policy().value()));
    }

    /** Nothing stands in the way. */
    void clear(Remote remote) {
        change(
                """
                update policy_git
                set problem_code = null, problem = null, problem_next = null, problem_commit = null,
                    problem_since = null
                where source = ? and problem is not null
                """,
                remote.key());
    }

    void hinder(Remote remote, Problem problem, String detail, Optional<String> commit) {
        change(
                """
                update policy_git
                set problem_code = ?, problem = ?, problem_next = ?, problem_commit = ?, problem_since = now()
                where source = ? and (problem, problem_commit) is distinct from (?, ?)
                """,
                problem.code(),
                detail,
                problem.next(),
                commit.orElse(null),
                remote.key(),
                detail,
                commit.orElse(null));
    }

    /** Whether this is the first time that it is told. */
    boolean tell(Remote remote, String commit, String digest) {
        return change(
                        """
                        insert into policy_git_told (source, commit_id, digest) values (?, ?, ?)
                        on conflict do nothing
                        """,
                        remote.key(),
                        commit,
                        digest)
                == 1;
    }

    /** That it cannot be read would be told anew. */
    void reached(Remote remote) {
        change("delete from policy_git_told where source = ? and commit_id = ''", remote.key());
    }

    private int change(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
    }

    private static void requireMoved(int rows) {
        if (rows != 1) {
            throw new Overtaken();
        }
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(taken(row), time(row, "looked_at"), problem(row));
    }

    private static Optional<Taken> taken(ResultSet row) throws SQLException {
        return row.getString("commit_id") == null
                ? Optional.empty()
                : Optional.of(
                        new Taken(
                                row.getString("commit_id"),
                                new PolicyId(row.getString("policy_id")),
                                row.getString("content"),
                                time(row, "taken_at").orElseThrow(),
                                row.getBoolean("settled")));
    }

    private static Optional<GitProblemView> problem(ResultSet row) throws SQLException {
        return row.getString("problem") == null
                ? Optional.empty()
                : Optional.of(
                        new GitProblemView(
                                row.getString("problem_code"),
                                row.getString("problem"),
                                row.getString("problem_next"),
                                Optional.ofNullable(row.getString("problem_commit")),
                                time(row, "problem_since").orElseThrow()));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static IllegalStateException unreadable(SQLException failed) {
        return new IllegalStateException("what was taken of the repository is not known", failed);
    }
}
