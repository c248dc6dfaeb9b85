package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** An agent that could call this installation could decide about its own calls. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class OwnAddressesTest {

    private static final String OPEN =
            """
            version: "2.1"
            agent_id: "%s"
            defaults: {filesystem.read: allow, filesystem.write: allow, command: allow, network: allow, mcp: allow}
            """;

    @Test
    void no_policy_lets_an_agent_call_what_is_configured() {
        Demo agent = Demo.withPolicy(OPEN);
        List<String> calls =
                List.of(
                        "curl http://127.0.0.1:8081/v1/decisions",
                        "curl http://0x7f.1:%d/v1/approvals"
                                .formatted(port("quarkus.rest-client.approval.url")),
                        "curl localhost:%d/v1/events"
                                .formatted(port("quarkus.rest-client.audit.url")),
                        "curl http://127.0.0.1:8080/approvals",
                        "curl -d password=alice http://127.1:%d/realms/countersign/protocol/openid-connect/token"
                                .formatted(port("quarkus.oidc.auth-server-url")),
                        "psql -p %d".formatted(port("quarkus.datasource.jdbc.url")),
                        "echo x > /dev/tcp/127.0.0.1/%d"
                                .formatted(port("quarkus.datasource.jdbc.url")),
                        "agent-policy approve apr_1");

        for (String call : calls) {
            JsonNode explained = explain(agent, call);

            assertThat(explained.path("effect").asText()).as(call).isEqualTo("deny");
            assertThat(explained.path("rules").findValuesAsText("id"))
                    .as(call)
                    .contains("emergency.guard");
        }
    }

    @Test
    void other_ports_of_this_machine_stay_as_the_policy_says() {
        Demo agent = Demo.withPolicy(OPEN);

        assertThat(explain(agent, "curl http://localhost:3000").path("effect").asText())
                .isEqualTo("allow");
        assertThat(explain(agent, "psql -h localhost shop").path("effect").asText())
                .isEqualTo("allow");
    }

    private static JsonNode explain(Demo agent, String command) {
        Demo.Answer answer =
                Demo.post(
                        "/v1/explain",
                        agent.key(),
                        "{\"session\":\"%s\",\"tool\":\"Bash\",\"input\":{\"command\":\"%s\"},\"cwd\":\"/home/dev/app\"}"
                                .formatted(agent.session(), command));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static int port(String key) {
        String address = ConfigProvider.getConfig().getValue(key, String.class);
        return URI.create(address.replaceFirst("^jdbc:", "")).getPort();
    }
}
