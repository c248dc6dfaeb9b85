package dev.countersign.approval.request;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static dev.countersign.approval.request.OrderBuilder.consumptionOf;
import static dev.countersign.approval.request.People.approver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.audit.api.ApprovalId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step is broken at its note: what cannot be told does not happen. */
@QuarkusTest
class CrashTest {

    @Inject Open open;
    @Inject CastVote castVote;
    @Inject Consume consume;
    @Inject Queue queue;
    @Inject DataSource database;
    @Inject ReleasedRightly released;

    @AfterEach
    void the_laws_still_hold() throws SQLException {
        mended("outbox");
        mended("change");
        released.assertNothingReleasedUnapproved();
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox", "change"})
    void a_request_without_its_note_does_not_exist(String table) throws SQLException {
        ApprovalOrder order = anOrder().build();
        broken(table);

        assertThatThrownBy(() -> open.open(order)).hasStackTraceContaining("broken by the test");

        mended(table);
        assertThat(queue.find(order)).isEmpty();
        assertThat(open.open(order).status()).isEqualTo(ApprovalStatus.PENDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox", "change"})
    void a_vote_without_its_note_is_not_taken(String table) throws SQLException {
        ApprovalId id = open.open(anOrder().build()).id();
        broken(table);

        assertThatThrownBy(() -> approve(id)).hasStackTraceContaining("broken by the test");

        mended(table);
        var after = queue.find(id).orElseThrow();
        assertThat(after.status()).isEqualTo(ApprovalStatus.PENDING);
        assertThat(after.votes()).isEmpty();
        approve(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox", "change"})
    void a_consumption_without_its_note_leaves_the_approval_unspent(String table)
            throws SQLException {
        ApprovalOrder order = anOrder().build();
        ApprovalId id = open.open(order).id();
        approve(id);
        broken(table);

        assertThatThrownBy(() -> consume.consume(id, consumptionOf(order)))
                .hasStackTraceContaining("broken by the test");

        mended(table);
        assertThat(queue.find(id).orElseThrow().status()).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(consume.consume(id, consumptionOf(order)).status())
                .isEqualTo(ApprovalStatus.CONSUMED);
    }

    private void approve(ApprovalId id) {
        castVote.cast(
                id,
                approver("alice"),
                new Ballot(Choice.APPROVE, ""),
                Channel.API,
                "00".repeat(32));
    }

    private void broken(String table) throws SQLException {
        execute(
                """
                create or replace function broken() returns trigger language plpgsql as
                $$ begin raise exception 'broken by the test'; end $$
                """,
                "create trigger broken before insert on " + table + " execute function broken()");
    }

    private void mended(String table) throws SQLException {
        execute("drop trigger if exists broken on " + table);
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String text : List.of(statements)) {
                statement.execute(text);
            }
        }
    }
}
