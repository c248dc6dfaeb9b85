package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.Invariants;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class HoldTest {

    @Inject DataSource database;
    @Inject Decisions decisions;
    @Inject Settle settling;

    @AfterEach
    void nothing_was_released_unapproved() {
        FakeApprovals.comeUp();
        FailingSettle.failOnce(FailingSettle.Failure.NONE);
        Invariants.assertNothingReleasedUnapproved(database);
    }

    @Test
    void a_denial_reaches_the_agent_with_its_reason() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();

        FakeApprovals.deny(approval.id(), "alice", "use the lock file");

        assertThat(within(held).permission()).isEqualTo("deny");
        assertThat(within(held).reason())
                .isEqualTo(
                        "Approval %s was denied: alice denied it: use the lock file. Do not try it again in another way; do what the reason says, or ask your operator."
                                .formatted(approval.id()));
    }

    @Test
    void an_expired_request_blocks_and_the_same_call_asks_anew() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();

        FakeApprovals.end(approval.id(), ApprovalStatus.EXPIRED);

        assertThat(within(held).permission()).isEqualTo("deny");
        assertThat(within(held).reason()).contains("expired before enough people approved it");
        CompletableFuture<Answer> again = agent.writesPackageJson();
        ApprovalView second = agent.awaitPending();
        assertThat(second.id()).isNotEqualTo(approval.id());
        FakeApprovals.approve(second.id(), "bob");
        assertThat(within(again).permission()).isEqualTo("allow");
    }

    @Test
    void a_request_that_expired_while_nobody_waited_gives_way_to_a_new_one() throws Exception {
        Demo agent = Demo.anAgent();
        agent.proposesWithoutWaiting();
        ApprovalView first = agent.awaitPending();
        FakeApprovals.end(first.id(), ApprovalStatus.EXPIRED);

        CompletableFuture<Answer> again = agent.writesPackageJson();

        ApprovalView second = agent.awaitPending();
        assertThat(second.decision()).isNotEqualTo(first.decision());
        FakeApprovals.approve(second.id(), "alice");
        assertThat(within(again).permission()).isEqualTo("allow");
    }

    @Test
    void where_nobody_may_approve_the_call_is_denied_and_says_so() {
        Demo agent =
                Demo.withPolicy(
                        """
                        version: "2.1"
                        agent_id: "%s"
                        approval_profiles:
                          nobody: {groups: [nobody], quorum: 1, ttl: 30m}
                        rules:
                          - id: package-manifest
                            effect: require_approval
                            approval: nobody
                            match: {paths: {any: ["package.json"]}, access: [write]}
                        """);

        Answer answer = agent.proposes("Write", Demo.PACKAGE_JSON);

        assertThat(answer.permission()).isEqualTo("deny");
        assertThat(answer.reason()).contains("Nobody is in group nobody.");
    }

    @Test
    void at_the_end_of_the_wait_the_agent_learns_which_approval_it_waits_for() {
        Demo agent = Demo.anAgent();

        Answer answer = agent.proposesWithoutWaiting();

        ApprovalView approval = agent.awaitPending();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.permission()).isEqualTo("deny");
        assertThat(answer.reason())
                .endsWith(
                        "Approval %s is pending: %s. Nothing ran. Wait for a decision, then make exactly the same call again; it will go through once it is approved."
                                .formatted(approval.id(), approval.url()));
    }

    @Test
    void the_same_call_made_again_finds_its_own_request_and_an_approval_that_came_meanwhile()
            throws Exception {
        Demo agent = Demo.anAgent();
        agent.proposesWithoutWaiting();
        agent.proposesWithoutWaiting();
        ApprovalView approval = agent.awaitPending();
        FakeApprovals.approve(approval.id(), "alice");

        Answer answer = within(agent.writesPackageJson());

        assertThat(answer.permission()).isEqualTo("allow");
        assertThat(FakeApprovals.of(agent.session())).hasSize(1);
    }

    @Test
    void of_several_that_wait_for_one_call_the_newest_is_released_and_the_others_are_told()
            throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> lost = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        CompletableFuture<Answer> newest = agent.writesPackageJson();

        Answer superseded = within(lost);
        FakeApprovals.approve(approval.id(), "alice");

        assertThat(superseded.permission()).isEqualTo("deny");
        assertThat(superseded.reason()).contains("The same call is waiting again elsewhere");
        assertThat(within(newest).permission()).isEqualTo("allow");
    }

    @Test
    void many_at_once_are_released_once() throws Exception {
        Demo agent = Demo.anAgent();
        List<CompletableFuture<Answer>> waiting =
                Stream.generate(agent::writesPackageJson).limit(12).toList();
        ApprovalView approval = agent.awaitPending();

        FakeApprovals.approve(approval.id(), "alice");

        awaitAllOrAnew(agent, approval, waiting);
        assertThat(waiting.stream().filter(call -> call.join().permission().equals("allow")))
                .hasSize(1);
    }

    @Test
    void a_release_that_was_not_persisted_is_made_again() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        FailingSettle.failOnce(FailingSettle.Failure.NOT_PERSISTED);

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(within(held).permission()).isEqualTo("allow");
        assertThat(FailingSettle.hasFailed()).isTrue();
    }

    @Test
    void a_release_that_was_persisted_but_reported_as_failed_is_recognised() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        FailingSettle.failOnce(FailingSettle.Failure.PERSISTED_BUT_REPORTED_AS_FAILED);

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(within(held).permission()).isEqualTo("allow");
        assertThat(FailingSettle.hasFailed()).isTrue();
    }

    @Test
    void a_policy_that_forbids_it_meanwhile_withdraws_the_approval() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        agent.activate(
                """
                version: "2.1"
                agent_id: "%s"
                permissions:
                  filesystem: {deny: ["package.json"]}
                """);

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(within(held).permission()).isEqualTo("deny");
        assertThat(within(held).reason()).contains("the policy has changed since");
        assertThat(FakeApprovals.get(approval.id()).status()).isEqualTo(ApprovalStatus.INVALIDATED);
    }

    @Test
    void a_policy_that_asks_for_more_people_meanwhile_withdraws_the_approval() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        agent.activate(
                """
                version: "2.1"
                agent_id: "%s"
                approval_profiles:
                  two: {groups: [approvers], quorum: 2, ttl: 30m}
                rules:
                  - id: package-manifest
                    effect: require_approval
                    approval: two
                    match: {paths: {any: ["package.json"]}, access: [write]}
                """);

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(within(held).permission()).isEqualTo("deny");
        assertThat(FakeApprovals.get(approval.id()).status()).isEqualTo(ApprovalStatus.INVALIDATED);
    }

    @Test
    void a_killed_session_takes_no_release() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        Answer killed = agent.killsSession("it goes astray");
        assertThat(killed.status()).as(killed.text()).isEqualTo(200);

        Answer stopped = within(held);

        assertThat(stopped.permission()).isEqualTo("deny");
        assertThat(stopped.reason()).contains("stopped by bob: it goes astray");
        FakeApprovals.awaitStatus(approval.id(), ApprovalStatus.CANCELLED);
        assertThat(agent.proposes("Bash", "{\"command\":\"npm test\"}").text())
                .contains("\"continue\":false", "stopped by bob: it goes astray");
    }

    @Test
    void what_was_stopped_while_the_queue_was_away_is_blocked_at_once_and_leaves_the_queue_later()
            throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        FakeApprovals.goDown();
        agent.killsSession("it goes astray");
        Answer stopped = within(held);

        FakeApprovals.comeUp();

        assertThat(stopped.reason()).contains("stopped by bob: it goes astray");
        FakeApprovals.awaitStatus(approval.id(), ApprovalStatus.CANCELLED);
    }

    @Test
    void what_was_approved_and_then_stopped_is_invalid() {
        Demo agent = Demo.anAgent();
        agent.proposesWithoutWaiting();
        ApprovalView approval = agent.awaitPending();
        FakeApprovals.approve(approval.id(), "alice");

        agent.killsSession("it goes astray");

        FakeApprovals.awaitStatus(approval.id(), ApprovalStatus.INVALIDATED);
    }

    @Test
    void a_wait_that_ends_after_the_call_went_through_elsewhere_releases_nothing()
            throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held =
                Demo.sendHeld(
                        agent.holding("Write", Demo.PACKAGE_JSON).header("Countersign-Wait", "4"));
        ApprovalView approval = agent.awaitPending();
        FakeApprovals.spendUnheard(approval.id(), "alice");
        decisions.takePlace(approval.decision(), "a waiter of another replica");
        settling.release(
                approval.decision(),
                "a waiter of another replica",
                "",
                "Approved.",
                Remains.none(Long.MAX_VALUE));

        assertThat(within(held).permission()).isEqualTo("deny");
        assertThat(within(held).reason()).contains("The same call is waiting again elsewhere");
    }

    @Test
    void without_approval_service_a_call_is_blocked_and_keeps_its_place() throws Exception {
        Demo agent = Demo.anAgent();
        FakeApprovals.goDown();
        Answer blocked = agent.proposesWithoutWaiting();
        Answer allowed = agent.proposes("Bash", "{\"command\":\"npm test\"}");
        FakeApprovals.comeUp();

        CompletableFuture<Answer> again = agent.writesPackageJson();
        FakeApprovals.approve(agent.awaitPending().id(), "alice");

        assertThat(blocked.permission()).isEqualTo("deny");
        assertThat(blocked.reason())
                .endsWith(
                        "The request could not be put into the approval queue just now. Nothing ran. Make exactly the same call again in a minute.");
        assertThat(allowed.permission()).isEqualTo("allow");
        assertThat(within(again).permission()).isEqualTo("allow");
        assertThat(pendingRows(agent)).isZero();
    }

    @Test
    void a_call_that_waits_enters_the_queue_as_soon_as_approval_service_is_back() throws Exception {
        Demo agent = Demo.anAgent();
        FakeApprovals.goDown();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        awaitWaiting(agent);

        FakeApprovals.comeUp();
        FakeApprovals.approve(agent.awaitPending().id(), "alice");

        assertThat(within(held).permission()).isEqualTo("allow");
        assertThat(pendingRows(agent)).isZero();
    }

    @Test
    void a_lost_stream_of_resolutions_loses_no_release() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        FakeApprovals.goDown();
        FakeApprovals.approve(approval.id(), "alice");

        FakeApprovals.comeUp();

        assertThat(held.get(20, TimeUnit.SECONDS).permission()).isEqualTo("allow");
    }

    @Test
    void a_client_that_leaves_does_not_take_the_release_with_it() throws Exception {
        Demo agent = Demo.anAgent();
        HttpRequest.Builder impatient =
                agent.holding("Write", Demo.PACKAGE_JSON)
                        .timeout(java.time.Duration.ofMillis(1500));
        CompletableFuture<Answer> left = Demo.sendHeld(impatient);
        ApprovalView approval = agent.awaitPending();
        left.handle((answer, failure) -> failure).join();
        awaitNobodyWaits(agent);

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(within(agent.writesPackageJson()).permission()).isEqualTo("allow");
    }

    @Test
    void no_secret_reaches_the_queue_or_the_database() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held =
                agent.isHeldFor(
                        "Bash",
                        "{\"command\":\"git commit -m x --author hunter2-is-fine && FOO_TOKEN=hunter2secret git commit\"}");
        ApprovalView approval = agent.awaitPending();

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(within(held).permission()).isEqualTo("allow");
        assertThat(approval.toString()).doesNotContain("hunter2secret").contains("‹masked›");
        assertThat(
                        rows(
                                "select (select count(*) from decision d left join hold h on h.decision_id = d.id"
                                        + " where (d::text || coalesce(h::text, '')) like '%hunter2secret%')"
                                        + " + (select count(*) from outbox where convert_from(payload, 'UTF8') like '%hunter2secret%')"))
                .isZero();
    }

    private static Answer within(CompletableFuture<Answer> held) throws Exception {
        return held.get(10, TimeUnit.SECONDS);
    }

    /** Those who came after the release wait for an approval of their own; they get none. */
    private static void awaitAllOrAnew(
            Demo agent, ApprovalView first, List<CompletableFuture<Answer>> waiting)
            throws Exception {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!all.isDone() && System.nanoTime() < end) {
            ApprovalView another = FakeApprovals.pendingOf(agent.session());
            if (another != null && !another.id().equals(first.id())) {
                FakeApprovals.deny(another.id(), "alice", "once is enough");
            }
            Thread.onSpinWait();
        }
        all.get(1, TimeUnit.SECONDS);
    }

    @Inject Waiters waiters;

    private void awaitWaiting(Demo agent) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (pendingRows(agent) == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private void awaitNobodyWaits(Demo agent) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (waiters.decisions().contains(FakeApprovals.of(agent.session()).getFirst().decision())
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private long pendingRows(Demo agent) {
        return rows(
                "select count(*) from decision where status = 'PENDING' and agent_id = '%s'"
                        .formatted(agent.id()));
    }

    private long rows(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
