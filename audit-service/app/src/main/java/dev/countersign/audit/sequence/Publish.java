package dev.countersign.audit.sequence;

import dev.countersign.audit.AuditConfig;
import dev.countersign.tlog.Checkpoint;
import dev.countersign.tlog.ConsistencyProof;
import dev.countersign.tlog.Hash;
import dev.countersign.tlog.SignedNote;
import dev.countersign.tlog.Tree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Has the tree signed and publishes the checkpoint. One replica at a time. A crash after the
 * signature and before the commit leaves a signature that nobody saw; the signer remembers it and
 * the next run signs the same tree, or a larger one, again.
 */
@ApplicationScoped
class Publish {

    private static final long LOCK = 0x7075626c697368L;

    private final DataSource database;
    private final Signer signer;
    private final String origin;

    Publish(DataSource database, Signer signer, AuditConfig config) {
        this.database = database;
        this.signer = signer;
        this.origin = config.origin();
    }

    /**
     * @return the new checkpoint; empty if the last one covers the tree, or another replica is at
     *     it
     * @throws Contradiction if the tree does not continue what was signed
     */
    @Transactional
    public Optional<Checkpoint> next() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet tree =
                        statement.executeQuery(
                                """
                                select t.size, t.root, exists (select from log_checkpoint c where c.size = t.size)
                                from log_tree t where pg_try_advisory_xact_lock(%d)
                                """
                                        .formatted(LOCK))) {
            if (!tree.next()) {
                return Optional.empty();
            }
            Checkpoint now = new Checkpoint(origin, tree.getLong(1), Hash.of(tree.getBytes(2)));
            Optional<Checkpoint> signed = signer.last();
            signed.ifPresent(last -> requireNotSetBack(last, now));
            return tree.getBoolean(3) || now.size() == 0
                    ? Optional.empty()
                    : Optional.of(publish(connection, signed, now));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot publish", e);
        }
    }

    /** Also when there is nothing to sign: a database that was set back is noticed at once. */
    private static void requireNotSetBack(Checkpoint signed, Checkpoint now) {
        if (signed.size() > now.size()
                || signed.size() == now.size() && !signed.root().equals(now.root())) {
            throw Signer.contradiction(signed, now);
        }
    }

    private Checkpoint publish(
            Connection connection, Optional<Checkpoint> signed, Checkpoint checkpoint)
            throws SQLException {
        ConsistencyProof proof =
                new Tree(new StoredTiles(connection), checkpoint.size())
                        .consistency(signed.map(Checkpoint::size).orElse(0L));
        store(connection, checkpoint, signer.sign(checkpoint, proof));
        return checkpoint;
    }

    private static void store(Connection connection, Checkpoint checkpoint, SignedNote note)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into log_checkpoint (size, root, note) values (?, ?, ?)")) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.root().bytes());
            insert.setString(3, note.toString());
            insert.executeUpdate();
        }
    }
}
