package dev.countersign.audit.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.AuditConfig;
import dev.countersign.audit.SentEvents;
import dev.countersign.audit.api.IngestResult;
import dev.countersign.audit.api.IngestResult.Status;
import dev.countersign.audit.ingest.IngestForTests;
import dev.countersign.tlog.Checkpoint;
import dev.countersign.tlog.FullCheck;
import dev.countersign.tlog.NoteKey;
import dev.countersign.tlog.NoteSigner;
import dev.countersign.tlog.SignedNote;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step from batch to checkpoint, with the process dying between any two of them. */
class SequenceTest {

    private static final String ORIGIN = "log.example/test";

    private record Config(Path logKeyFile) implements AuditConfig {
        @Override
        public String origin() {
            return ORIGIN;
        }

        @Override
        public Optional<Path> signerRecordFile() {
            return Optional.empty();
        }

        @Override
        public Set<String> producers() {
            return Set.of("decision-service");
        }

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }
    }

    @TempDir private Path folder;
    private final SentEvents events = new SentEvents("decision-service");
    private Database database;
    private Config config;

    @BeforeEach
    void start() throws Exception {
        database = Database.create();
        config = new Config(folder.resolve("log.key"));
        database.commit(
                ds -> {
                    new StartLog(ds, config).ifNew();
                    return null;
                });
    }

    @Test
    void the_first_entry_names_the_log_and_is_made_once() throws Exception {
        database.commit(
                ds -> {
                    new StartLog(ds, config).ifNew();
                    return null;
                });
        integrate();
        publish();

        assertThat(leaf(0)).contains("\"attrs\":{\"origin\":\"" + ORIGIN + "\"}", "\"seq\":1,");
        assertThat(count("log_entry")).isEqualTo(1);
        assertLogSound();
    }

    @Test
    void a_batch_gets_dense_indexes_and_the_same_again_when_it_is_repeated() throws Exception {
        String batch = SentEvents.batch(events.some(300));

        List<IngestResult> first = ingest(batch);
        List<IngestResult> second = ingest(batch);

        assertThat(first).allMatch(result -> result.status() == Status.APPENDED);
        assertThat(first.stream().map(result -> result.index().orElseThrow()))
                .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(second).allMatch(result -> result.status() == Status.DUPLICATE);
        assertThat(second.stream().map(IngestResult::index))
                .isEqualTo(first.stream().map(IngestResult::index).toList());
        integrate();
        publish();
        assertLogSound();
    }

    @Test
    void an_append_that_dies_before_its_commit_has_not_happened() throws Exception {
        String batch = SentEvents.batch(events.some(10));

        database.crash(ds -> IngestForTests.take(ds, batch));

        assertThat(count("log_entry")).isEqualTo(1);
        assertThat(ingest(batch).getFirst().index()).contains(1L);
        integrate();
        publish();
        assertLogSound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log_entry", "log_seen", "log_section", "event"})
    void an_append_that_dies_between_its_statements_has_not_happened(String table)
            throws Exception {
        String batch = SentEvents.batch(events.some(10));
        database.execute(
                """
                create function dies() returns trigger language plpgsql as $$ begin raise 'killed'; end $$;
                create trigger dies before insert on %s for each statement execute function dies()
                """
                        .formatted(table));

        assertThatThrownBy(() -> ingest(batch))
                .hasRootCauseMessage(
                        "ERROR: killed\n  Where: PL/pgSQL function dies() line 1 at RAISE");
        database.execute("drop trigger dies on " + table);

        assertThat(count("log_entry")).isEqualTo(1);
        assertThat(ingest(batch)).allMatch(result -> result.status() == Status.APPENDED);
        integrate();
        publish();
        assertLogSound();
    }

    @Test
    void an_integration_that_dies_is_done_again() throws Exception {
        ingest(SentEvents.batch(events.some(700)));

        int first = database.crash(ds -> new Integrate(ds).next());
        int second = database.crash(ds -> new Integrate(ds).next());

        assertThat(first).isEqualTo(701);
        assertThat(second).isEqualTo(701);
        assertThat(integrate()).isEqualTo(701);

        ingest(SentEvents.batch(events.some(5)));
        assertThat(integrate()).isEqualTo(5);
        assertThat(integrate()).isZero();
        publish();
        assertLogSound();
    }

    @Test
    void a_second_integrator_stands_aside() throws Exception {
        ingest(SentEvents.batch(events.some(3)));
        try (Connection first = DriverManager.getConnection(database.url);
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("select * from log_tree for update");

            assertThat(integrate()).isZero();
            // A connection that is merely closed may keep its locks for a moment.
            first.rollback();
        }

        assertThat(integrate()).isEqualTo(4);
    }

    @Test
    void a_signature_whose_checkpoint_was_not_stored_is_made_again() throws Exception {
        ingest(SentEvents.batch(events.some(20)));
        integrate();

        Checkpoint lost =
                database.crash(ds -> new Publish(ds, signer(), config).next().orElseThrow());
        assertThat(publish()).contains(lost);

        ingest(SentEvents.batch(events.some(20)));
        integrate();
        database.crash(ds -> new Publish(ds, signer(), config).next());
        ingest(SentEvents.batch(events.some(20)));
        integrate();
        assertThat(publish().orElseThrow().size()).isEqualTo(61);
        assertLogSound();
    }

    @Test
    void a_changed_leaf_is_found_before_it_enters_the_tree() throws Exception {
        ingest(SentEvents.batch(events.some(10)));

        database.tamper(
                "log_entry",
                "update log_entry set leaf = set_byte(leaf, 20, get_byte(leaf, 20) # 1) where idx = 7");

        assertThatThrownBy(this::integrate)
                .isInstanceOf(Contradiction.class)
                .hasMessageStartingWith("the leaf of entry 7 has the hash ");
    }

    @Test
    void a_changed_leaf_is_found_after_it_entered_the_tree() throws Exception {
        ingest(SentEvents.batch(events.some(300)));
        integrate();
        publish();

        database.tamper(
                "log_entry",
                "update log_entry set leaf = set_byte(leaf, 20, get_byte(leaf, 20) # 1), leaf_hash = sha256('') where idx = 270");

        assertThat(findings())
                .contains("tile/0/001.p/45 does not fit what is below it: hash 14 (entry 270)");
    }

    @Test
    void a_changed_tile_is_found_by_the_integrator_and_by_reading() throws Exception {
        ingest(SentEvents.batch(events.some(300)));
        integrate();
        publish();

        database.execute(
                "update log_tile set data = set_byte(data, 33, get_byte(data, 33) # 1) where level = 0 and n = 1");

        assertThat(findings())
                .containsExactly(
                        "tile/0/001.p/45 does not fit what is below it: hash 1 (entry 257)");
        ingest(SentEvents.batch(events.some(1)));
        assertThatThrownBy(this::integrate)
                .isInstanceOf(Contradiction.class)
                .hasMessageStartingWith("the tiles of the tree of size 301 give the root ");
    }

    @Test
    void a_missing_entry_is_named() throws Exception {
        ingest(SentEvents.batch(events.some(10)));

        database.tamper("log_entry", "delete from log_entry where idx = 4");

        assertThatThrownBy(this::integrate).hasMessage("entry 4 is missing, the next one is 5");
    }

    @Test
    void rows_of_the_log_cannot_be_changed_by_accident() throws Exception {
        ingest(SentEvents.batch(events.some(1)));
        integrate();
        publish();

        for (String table : List.of("log_entry", "log_seen", "log_checkpoint")) {
            assertThatThrownBy(() -> database.execute("delete from " + table))
                    .hasMessageContaining("permission denied");
            database.execute("grant update, delete, truncate on " + table + " to current_user");
            assertThatThrownBy(() -> database.execute("delete from " + table))
                    .hasMessageContaining("the audit log only grows: DELETE on " + table);
            assertThatThrownBy(() -> database.execute("truncate " + table + " cascade"))
                    .hasMessageContaining("the audit log only grows: TRUNCATE on ");
        }
        assertThatThrownBy(() -> database.execute("delete from log_section"))
                .hasMessageContaining("the audit log only grows");
    }

    @Test
    void an_older_copy_of_the_database_is_not_signed() throws Exception {
        ingest(SentEvents.batch(events.some(10)));
        integrate();
        Checkpoint old = publish().orElseThrow();
        Database yesterday = database.copy();
        ingest(SentEvents.batch(events.some(10)));
        integrate();
        Checkpoint signed = publish().orElseThrow();

        database = yesterday;

        String both =
                "signed was size 21 with root %s, the database has size %d with root %s, which does not continue it";
        assertThatThrownBy(this::publish)
                .hasMessage(both.formatted(signed.root().base64(), 11, old.root().base64()));
        ingest(SentEvents.batch(events.some(30)));
        integrate();
        assertThatThrownBy(this::publish).hasMessageStartingWith("signed was size 21 with root ");
        assertThat(count("log_checkpoint")).isEqualTo(1);
    }

    @Test
    void without_its_key_or_record_a_published_log_does_not_start() throws Exception {
        integrate();
        publish();
        Path record = folder.resolve("log.key.signed");
        byte[] kept = Files.readAllBytes(record);

        Files.delete(record);
        assertThatThrownBy(this::signer)
                .hasMessage(
                        "checkpoints are published, but the signer's record %s is missing: restore it, never start without it"
                                .formatted(record));
        Files.write(record, kept);
        Files.delete(config.logKeyFile());
        assertThatThrownBy(this::signer)
                .hasMessage(
                        "checkpoints are published, but the log's key %s is missing: restore it"
                                .formatted(config.logKeyFile()));
        Files.writeString(config.logKeyFile(), "A".repeat(43));
        assertThatThrownBy(this::signer)
                .hasMessageStartingWith(
                        "the published checkpoint is not signed by the configured key log.example/test+");
    }

    @Test
    void a_new_key_is_readable_by_its_owner_alone() throws Exception {
        signer();

        assertThat(Files.getPosixFilePermissions(config.logKeyFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private Signer signer() {
        try {
            return database.commit(ds -> new Keys(config, ds).signer());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<IngestResult> ingest(String batch) throws SQLException {
        return database.commit(ds -> IngestForTests.take(ds, batch));
    }

    private int integrate() throws SQLException {
        return database.commit(ds -> new Integrate(ds).next());
    }

    private Optional<Checkpoint> publish() throws SQLException {
        Signer signer = signer();
        return database.commit(ds -> new Publish(ds, signer, config).next());
    }

    private void assertLogSound() throws Exception {
        assertThat(findings()).isEmpty();
        assertThat(count("log_entry")).isEqualTo(published().size());
        assertThat(count("event")).isEqualTo(published().size());
    }

    private Checkpoint published() throws Exception {
        NoteKey key =
                NoteSigner.of(
                                ORIGIN,
                                NoteKey.Kind.ED25519,
                                java.util.Base64.getUrlDecoder()
                                        .decode(Files.readString(config.logKeyFile())))
                        .key();
        String note = database.commit(ds -> new PublishedLog(ds).checkpoint());
        return Checkpoint.verified(SignedNote.parse(note.getBytes(UTF_8)), key);
    }

    private List<String> findings() throws Exception {
        Checkpoint checkpoint = published();
        return database.commit(
                ds ->
                        FullCheck.findings(
                                path -> new PublishedLog(ds).read(path).orElseThrow(), checkpoint));
    }

    private String leaf(long index) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url);
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery("select leaf from log_entry where idx = " + index)) {
            row.next();
            return new String(row.getBytes(1), UTF_8);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
