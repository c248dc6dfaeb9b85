package dev.countersign.acceptance;

import static dev.countersign.acceptance.DemoAgent.permission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One real call the whole way, on the platform as it is deployed. */
class MainJobTest {

    private DemoAgent agent;

    @BeforeAll
    static void start() {
        Deployed.start();
    }

    @BeforeEach
    void register() {
        agent = DemoAgent.register("agent-" + Long.toString(System.nanoTime(), 36));
    }

    @Test
    void a_listed_command_goes_on_at_once() {
        Http.Answer answer = agent.proposes("Bash", "{\"command\":\"npm test\"}");

        assertThat(permission(answer)).as(answer.text()).isEqualTo("allow");
    }

    @Test
    void a_tree_delete_is_denied_in_the_agents_own_form() {
        Http.Answer answer = agent.proposes("Bash", "{\"command\":\"rm -rf /tmp/cache\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(permission(answer)).as(answer.text()).isEqualTo("deny");
        assertThat(answer.text()).contains("permissionDecisionReason");
    }

    @Test
    void a_held_call_is_released_once_after_approval() throws Exception {
        CompletableFuture<Http.Answer> held = agent.writesPackageJson();
        String approval = agent.pending(1).getFirst().path("id").asText();

        Http.Answer operator = agent.vote(approval, "dave", "approve");
        Http.Answer auditor = agent.vote(approval, "carol", "approve");
        boolean releasedEarly = held.isDone();
        Http.Answer approver = agent.vote(approval, "alice", "approve");
        Http.Answer released = held.get(1, TimeUnit.SECONDS);

        assertThat(operator.status()).as(operator.text()).isEqualTo(403);
        assertThat(auditor.status()).as(auditor.text()).isEqualTo(403);
        assertThat(releasedEarly).isFalse();
        assertThat(approver.status()).as(approver.text()).isEqualTo(200);
        assertThat(permission(released)).as(released.text()).isEqualTo("allow");
        CompletableFuture<Http.Answer> again = agent.writesPackageJson();
        JsonNode second = agent.pending(1).getFirst();
        assertThat(second.path("id").asText()).isNotEqualTo(approval);
        assertThat(again).isNotDone();
        agent.vote(second.path("id").asText(), "alice", "deny");
        assertThat(permission(again.get(5, TimeUnit.SECONDS))).isEqualTo("deny");
        assertEachStepOnce(approval);
    }

    @Test
    void a_denial_reaches_the_agent_with_its_reason() throws Exception {
        CompletableFuture<Http.Answer> held = agent.writesPackageJson();
        String approval = agent.pending(1).getFirst().path("id").asText();

        agent.vote(approval, "bob", "deny");

        Http.Answer answer = held.get(2, TimeUnit.SECONDS);
        assertThat(permission(answer)).isEqualTo("deny");
        assertThat(answer.text()).contains("seen and understood");
    }

    @Test
    void a_crash_while_a_call_is_held_keeps_its_place_in_the_queue() throws Exception {
        CompletableFuture<Http.Answer> lost = agent.writesPackageJson();
        String approval = agent.pending(1).getFirst().path("id").asText();

        Deployed.kill("decision-service");
        Deployed.start();
        CompletableFuture<Http.Answer> again = agent.writesPackageJson();
        Http.Answer vote = agent.vote(approval, "alice", "approve");
        Http.Answer released = again.get(10, TimeUnit.SECONDS);

        assertThat(lost).isCompletedExceptionally();
        assertThat(vote.status()).as(vote.text()).isEqualTo(200);
        assertThat(permission(released)).as(released.text()).isEqualTo("allow");
        assertThat(agent.pending(0)).isEmpty();
        assertEachStepOnce(approval);
    }

    @Test
    void a_killed_approval_service_loses_neither_request_nor_waiter() throws Exception {
        CompletableFuture<Http.Answer> held = agent.writesPackageJson();
        String approval = agent.pending(1).getFirst().path("id").asText();

        Deployed.kill("approval-service");
        Deployed.start();
        agent.vote(approval, "alice", "approve");

        assertThat(permission(held.get(20, TimeUnit.SECONDS))).isEqualTo("allow");
        assertEachStepOnce(approval);
    }

    /** Every step of the approval is in the audit log exactly once, each with a proof. */
    private void assertEachStepOnce(String approval) {
        List<String> steps =
                List.of(
                        "approval.requested",
                        "approval.vote-cast",
                        "approval.resolved",
                        "approval.consumed");
        await("the steps of " + approval)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () ->
                                assertThat(types(approval))
                                        .containsExactlyInAnyOrderElementsOf(steps));
    }

    private List<String> types(String approval) {
        Http.Answer answer =
                Http.get(
                        Deployed.url(Deployed.AUDIT, "/v1/events?limit=200&agent=" + agent.name()),
                        Http.token("carol"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode events = answer.body().path("items");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.toString().contains(approval))
                .map(event -> event.path("type").asText())
                .filter(
                        type ->
                                type.startsWith("approval.")
                                        && !type.equals("approval.vote-refused"))
                .toList();
    }
}
