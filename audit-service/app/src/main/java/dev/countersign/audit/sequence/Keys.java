package dev.countersign.audit.sequence;

import dev.countersign.audit.AuditConfig;
import dev.countersign.tlog.NoteKey;
import dev.countersign.tlog.NoteSigner;
import dev.countersign.tlog.SignedNote;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Finds the log's key at start, and stops the start if key, record and database do not belong
 * together: the alternative would be a second log under the same name.
 */
@ApplicationScoped
class Keys {

    private static final int SEED_BYTES = 32;

    private final AuditConfig config;
    private final DataSource database;

    Keys(AuditConfig config, DataSource database) {
        this.config = config;
        this.database = database;
    }

    @Produces
    @Singleton
    Signer signer() {
        Path keyFile = config.logKeyFile();
        Path record =
                config.signerRecordFile()
                        .orElse(keyFile.resolveSibling(keyFile.getFileName() + ".signed"));
        Optional<SignedNote> published = published();
        if (published.isPresent() && !Files.exists(record)) {
            throw new Contradiction(
                    "checkpoints are published, but the signer's record %s is missing: restore it, never start without it"
                            .formatted(record));
        }
        Signer signer = new Signer(key(keyFile, published.isEmpty()), record);
        published.ifPresent(note -> requireSameKey(note, signer.key()));
        return signer;
    }

    private NoteSigner key(Path file, boolean mayBeMade) {
        try {
            if (!Files.exists(file)) {
                if (!mayBeMade) {
                    throw new Contradiction(
                            "checkpoints are published, but the log's key %s is missing: restore it"
                                    .formatted(file));
                }
                make(file);
            }
            byte[] seed = Base64.getUrlDecoder().decode(Files.readString(file).strip());
            return NoteSigner.of(config.origin(), NoteKey.Kind.ED25519, seed);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log's key " + file, e);
        } catch (IllegalArgumentException e) {
            throw new Contradiction(
                    "the log's key %s is not 32 bytes in base64url".formatted(file));
        }
    }

    private static void make(Path file) throws IOException {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(seed));
    }

    private static void requireSameKey(SignedNote published, NoteKey key) {
        if (published.verifiedBy(Set.of(key)).isEmpty()) {
            throw new Contradiction(
                    "the published checkpoint is not signed by the configured key %s:\n%s"
                            .formatted(key, published));
        }
    }

    private Optional<SignedNote> published() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select note from log_checkpoint order by size desc limit 1")) {
            return row.next() ? Optional.of(SignedNote.parse(row.getString(1))) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the last checkpoint", e);
        }
    }
}
