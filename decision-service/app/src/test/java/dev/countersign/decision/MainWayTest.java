package dev.countersign.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.decision.Demo.Answer;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class MainWayTest {

    @Inject DataSource database;

    @AfterEach
    void nothing_was_released_unapproved() {
        Invariants.assertNothingReleasedUnapproved(database);
    }

    @Test
    void a_listed_command_goes_on_at_once() {
        Demo agent = Demo.anAgent();

        Answer answer = agent.proposes("Bash", "{\"command\":\"npm test\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.permission()).as(answer.text()).isEqualTo("allow");
    }

    @Test
    void a_forbidden_command_is_denied_in_the_agents_own_form() {
        Demo agent = Demo.anAgent();

        Answer answer = agent.proposes("Bash", "{\"command\":\"rm -rf /tmp/cache\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.permission()).as(answer.text()).isEqualTo("deny");
    }

    @Test
    void a_held_call_is_released_after_approval_and_a_second_use_waits_anew() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        var first = agent.awaitPending();

        FakeApprovals.approve(first.id(), "alice");
        Answer released = held.get(2, TimeUnit.SECONDS);
        CompletableFuture<Answer> again = agent.writesPackageJson();
        var second = agent.awaitPending();
        FakeApprovals.deny(second.id(), "alice", "once was enough");
        Answer refused = again.get(2, TimeUnit.SECONDS);

        assertThat(released.permission()).isEqualTo("allow");
        assertThat(released.reason()).isEqualTo("Approved by alice (%s).".formatted(first.id()));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(refused.permission()).isEqualTo("deny");
        assertThat(refused.reason()).contains("once was enough");
    }
}
