package dev.countersign.approval.request;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static dev.countersign.approval.request.OrderBuilder.consumptionOf;
import static dev.countersign.approval.request.People.approver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Consumption;
import dev.countersign.approval.change.Feed;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.runtime.Refused;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many at the same moment. To the database it is the same whether their transactions come from one
 * process or from several.
 */
@QuarkusTest
@Timeout(120)
class RacesTest {

    @Inject CastVote castVote;
    @Inject Consume consume;
    @Inject Withdraw withdraw;
    @Inject Expire expire;
    @Inject Open open;
    @Inject Chronicle chronicle;
    @Inject Queue queue;
    @Inject TurnedNow now;
    @Inject Feed feed;
    @Inject ReleasedRightly released;

    @AfterEach
    void the_laws_still_hold() {
        now.turn(Duration.ZERO);
        released.assertNothingReleasedUnapproved();
    }

    @Test
    void thirty_votes_at_once_count_up_to_the_quorum_and_one_resolves_it() {
        ApprovalId id = enqueued(anOrder().quorum(5).build());

        List<Object> answers =
                atOnce(30, i -> castVote.cast(id, approver("p" + i), yes(), Channel.API, SHOWN));

        assertThat(answers).filteredOn(answer -> !(answer instanceof Refused)).hasSize(5);
        assertThat(codes(answers)).hasSize(25).containsOnly(ApprovalError.ALREADY_RESOLVED);
        assertThat(status(id)).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(released.rows(events("approval.resolved", id))).hasSize(1);
        assertThat(released.rows("select 1 from vote where counted and request = '" + id + "'"))
                .hasSize(5);
    }

    @Test
    void one_person_clicking_twenty_times_is_one_person() {
        ApprovalId id = enqueued(anOrder().quorum(2).build());

        List<Object> answers =
                atOnce(20, i -> castVote.cast(id, approver("alice"), yes(), Channel.SLACK, SHOWN));

        assertThat(codes(answers)).hasSize(19).containsOnly(ApprovalError.ALREADY_VOTED);
        assertThat(status(id)).isEqualTo(ApprovalStatus.PENDING);
    }

    @Test
    void a_denial_among_approvals_never_leaves_both_counted() {
        for (int round = 0; round < 10; round++) {
            ApprovalId id = enqueued(anOrder().quorum(2).build());

            atOnce(
                    6,
                    i ->
                            castVote.cast(
                                    id,
                                    approver("p" + i),
                                    i == 0 ? no() : yes(),
                                    Channel.API,
                                    SHOWN));

            assertThat(status(id)).isIn(ApprovalStatus.APPROVED, ApprovalStatus.DENIED);
            assertThat(released.rows(events("approval.resolved", id))).hasSize(1);
        }
    }

    @Test
    void of_twenty_decisions_that_consume_one_wins() {
        ApprovalOrder order = anOrder().build();
        ApprovalId id = approved(order);

        List<Object> answers =
                atOnce(
                        20,
                        i ->
                                consume.consume(
                                        id,
                                        i == 7
                                                ? consumptionOf(order)
                                                : new Consumption(
                                                        DecisionId.next(), order.digest(), "v")));

        assertThat(answers).filteredOn(answer -> !(answer instanceof Refused)).hasSize(1);
        assertThat(codes(answers))
                .hasSize(19)
                .containsAnyOf(ApprovalError.DIGEST_DIFFERS, ApprovalError.ALREADY_CONSUMED);
        assertThat(released.rows(events("approval.consumed", id))).hasSize(1);
    }

    @Test
    void the_same_decision_consuming_twenty_times_is_recorded_once() {
        ApprovalOrder order = anOrder().build();
        ApprovalId id = approved(order);

        List<Object> answers = atOnce(20, i -> consume.consume(id, consumptionOf(order)));

        assertThat(codes(answers)).isEmpty();
        assertThat(released.rows(events("approval.consumed", id))).hasSize(1);
    }

    @Test
    void withdrawing_and_consuming_at_once_leaves_one_of_them() {
        for (int round = 0; round < 10; round++) {
            ApprovalOrder order = anOrder().build();
            ApprovalId id = approved(order);

            List<Object> answers =
                    atOnce(
                            2,
                            i ->
                                    i == 0
                                            ? consume.consume(id, consumptionOf(order))
                                            : withdraw.withdraw(id, because("policy changed")));

            assertThat(codes(answers)).hasSize(1);
            assertThat(status(id)).isIn(ApprovalStatus.CONSUMED, ApprovalStatus.INVALIDATED);
        }
    }

    @Test
    void one_order_sent_twenty_times_at_once_is_one_request() {
        ApprovalOrder order = anOrder().build();

        List<Object> answers = atOnce(20, i -> open.open(order).id());

        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(released.rows(events("approval.requested", (ApprovalId) answers.getFirst())))
                .hasSize(1);
    }

    @Test
    void several_sweepers_end_each_overdue_request_once() {
        List<ApprovalId> ids =
                IntStream.range(0, 40).mapToObj(i -> enqueued(anOrder().build())).toList();
        now.turn(Duration.ofMinutes(10));

        atOnce(
                4,
                i -> {
                    expire.expire();
                    return i;
                });

        // What one sweeper had locked, another left out; whoever comes next finds nothing more.
        expire.expire();
        assertThat(ids)
                .allSatisfy(
                        id ->
                                assertThat(released.rows(events("approval.resolved", id)))
                                        .hasSize(1));
    }

    @Test
    void the_clock_ends_it_with_nobody_watching() throws InterruptedException {
        long before = feed.newest();
        ApprovalId id = enqueued(anOrder().ttl(Duration.ofSeconds(1)).build());

        String last = "";
        for (long position = before; !last.equals(id + " EXPIRED"); ) {
            var changes = feed.next(position, Duration.ofSeconds(10));
            assertThat(changes).as("the clock did not end it in time").isNotEmpty();
            for (var change : changes) {
                position = change.position();
                last = change.subject().equals(id.value()) ? id + " " + change.status() : last;
            }
        }

        assertThat(released.rows("select status from approval_request where id = '" + id + "'"))
                .containsExactly("EXPIRED");
    }

    private static final String SHOWN = "00".repeat(32);

    private ApprovalId enqueued(ApprovalOrder order) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            var request =
                                    new ApprovalRequest(ApprovalId.next(), order, now.instant());
                            request.persist();
                            chronicle.reached(request);
                            return request.id();
                        });
    }

    private ApprovalId approved(ApprovalOrder order) {
        ApprovalId id = enqueued(order);
        castVote.cast(id, approver("alice"), yes(), Channel.API, SHOWN);
        return id;
    }

    private ApprovalStatus status(ApprovalId id) {
        return queue.find(id).orElseThrow().status();
    }

    private static Ballot yes() {
        return new Ballot(Choice.APPROVE, "");
    }

    private static Ballot no() {
        return new Ballot(Choice.DENY, "not like this");
    }

    private static dev.countersign.approval.api.Withdrawal because(String reason) {
        return new dev.countersign.approval.api.Withdrawal(reason);
    }

    private static Stream<Object> codesOf(List<Object> answers) {
        return answers.stream()
                .filter(Refused.class::isInstance)
                .map(answer -> ((Refused) answer).code());
    }

    private static List<Object> codes(List<Object> answers) {
        return codesOf(answers).toList();
    }

    private static String events(String type, ApprovalId id) {
        return """
        select position from outbox where type = '%s'
        and convert_from(payload, 'UTF8') like '%%%s%%'
        """
                .formatted(type, id);
    }

    private interface Attempt {
        Object make(int number) throws Exception;
    }

    /** Answers and refusals of attempts that start together. */
    private static List<Object> atOnce(int attempts, Attempt attempt) {
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> running =
                    IntStream.range(0, attempts)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    (Callable<Object>)
                                                            () -> {
                                                                start.await();
                                                                try {
                                                                    return attempt.make(i);
                                                                } catch (Refused refused) {
                                                                    return refused;
                                                                }
                                                            }))
                            .toList();
            start.countDown();
            return running.stream().map(RacesTest::join).toList();
        }
    }

    private static Object join(Future<Object> running) {
        try {
            return running.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
