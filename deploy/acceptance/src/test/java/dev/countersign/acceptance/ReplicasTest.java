package dev.countersign.acceptance;

import static dev.countersign.acceptance.DemoAgent.permission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The laws of approval with two replicas of decision-service and of approval-service. */
class ReplicasTest {

    private static final int SECOND_DECISION = 28091;
    private static final int SECOND_APPROVAL = 28092;

    private DemoAgent agent;

    @BeforeAll
    static void start() {
        Deployed.start();
        Deployed.replicate("decision-service", SECOND_DECISION);
        Deployed.replicate("approval-service", SECOND_APPROVAL);
    }

    @BeforeEach
    void register() {
        agent = DemoAgent.register("agent-" + Long.toString(System.nanoTime(), 36));
    }

    @Test
    void a_vote_at_one_replica_releases_the_hook_at_another() throws Exception {
        CompletableFuture<Http.Answer> held = agent.at(SECOND_DECISION).writesPackageJson();
        String approval = agent.pending(1).getFirst().path("id").asText();

        Http.Answer vote = agent.votesAt(SECOND_APPROVAL, approval, "alice", "approve");

        assertThat(vote.status()).as(vote.text()).isEqualTo(200);
        assertThat(permission(held.get(2, TimeUnit.SECONDS))).isEqualTo("allow");
    }

    @Test
    void the_same_call_waiting_at_both_replicas_is_released_once() {
        List<CompletableFuture<Http.Answer>> waiting =
                Stream.of(agent, agent.at(SECOND_DECISION))
                        .flatMap(replica -> Stream.of(replica, replica))
                        .map(DemoAgent::writesPackageJson)
                        .toList();
        String approval = agent.pending(1).getFirst().path("id").asText();

        agent.vote(approval, "alice", "approve");

        await("an answer to each of the four")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> allAnsweredAfterDenyingWhatAsksAnew(waiting));
        assertThat(waiting.stream().filter(call -> permission(call.join()).equals("allow")))
                .hasSize(1);
    }

    @Test
    void concurrent_votes_at_both_replicas_count_one_for_each_person() {
        agent.writesPackageJson();
        String approval = agent.pending(1).getFirst().path("id").asText();

        List<Integer> statuses =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(
                                i ->
                                        agent.votesAt(
                                                i % 2 == 0 ? Deployed.APPROVAL : SECOND_APPROVAL,
                                                approval,
                                                "alice",
                                                "approve"))
                        .map(Http.Answer::status)
                        .toList();

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    }

    /** A call that arrived after the release is a new one and waits for an approval of its own. */
    private boolean allAnsweredAfterDenyingWhatAsksAnew(
            List<CompletableFuture<Http.Answer>> waiting) {
        agent.pending().forEach(left -> agent.vote(left.path("id").asText(), "bob", "deny"));
        return waiting.stream().allMatch(CompletableFuture::isDone);
    }
}
