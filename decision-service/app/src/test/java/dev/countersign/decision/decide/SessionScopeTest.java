package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.Invariants;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * What a policy declares, in a running service: who asks, since when, and what must not be kept.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class SessionScopeTest {
    private static final String TOKEN = "zz_lannisterhouse";

    private static final String DECLARED =
            """
            version: "2.1"
            agent_id: "%1$s"
            credentials:
              - {id: railway, env: RAILWAY_TOKEN, pattern: "zz_[a-z]{12,}", issued_for: [ISSUED]}
            apis:
              - id: railway
                hosts: ["backboard.railway.app"]
                operations:
                  - {name: volume_delete, graphql: "mutation volumeDelete", irreversible: true}
                  - {name: domain_management, graphql: "mutation customDomain*"}
            session_scope:
              domain: {allowed_apis: ["railway:domain_management"], expires_in: 4h}
            policies:
              kill: [{action_type: irreversible_infrastructure_deletion}, {credential_scope_mismatch: true}]
            defaults: {network: allow, api: allow, command: allow}
            rules:
              - {id: open, effect: allow, match: {effect: [infra.change, net.upload]}}
            """;

    private static final String DOMAIN =
            """
            {"command":"curl https://backboard.railway.app/graphql/v2 -H \\"T: $RAILWAY_TOKEN\\" -d '{\\"query\\":\\"mutation { customDomainCreate }\\"}'"}""";

    @Inject DataSource database;

    @Test
    void deleting_a_volume_with_a_found_token_ends_the_session() {
        Demo agent = Demo.withPolicy(DECLARED.replace("ISSUED", "deploy-bot"));

        Answer answer =
                agent.proposes(
                        "Bash",
                        """
                        {"command":"curl -X POST https://backboard.railway.app/graphql/v2 -H \\"Authorization: Bearer %s\\" -d '{\\"query\\":\\"mutation { volumeDelete(volumeId:1) }\\"}'"}"""
                                .formatted(TOKEN));

        assertThat(answer.permission()).isEqualTo("deny");
        assertThat(agent.proposes("Bash", "{\"command\":\"ls\"}").permission()).isEqualTo("deny");
        Invariants.assertNowhere(database, TOKEN);
    }

    @Test
    void a_credential_is_for_the_agents_it_was_issued_for() {
        Demo agent = Demo.withPolicy(DECLARED.replace("ISSUED", "\"%1$s\""));

        assertThat(agent.proposes("Bash", DOMAIN).permission()).isEqualTo("allow");
    }

    @Test
    void a_domain_ends_by_the_clock_of_the_database() throws SQLException {
        Demo agent = Demo.withPolicy(DECLARED.replace("ISSUED", "\"%1$s\""));
        beganHoursAgo(agent, 5);

        Answer answer = agent.proposes("Bash", DOMAIN);

        assertThat(answer.permission()).isEqualTo("deny");
        assertThat(answer.text()).contains("session_scope.domain.expires_in");
        assertThat(agent.proposes("Bash", "{\"command\":\"ls\"}").permission()).isEqualTo("allow");
    }

    @Test
    void what_a_declared_credential_looks_like_is_masked_in_results() {
        Demo agent = Demo.withPolicy(DECLARED.replace("ISSUED", "deploy-bot"));

        Answer answer =
                Demo.post(
                        "/v1/results",
                        agent.key(),
                        """
                        {"session":"%s","tool":"Bash","succeeded":true,"output":{"stdout":"it says %s here"}}
                        """
                                .formatted(agent.session(), TOKEN));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Invariants.assertNowhere(database, TOKEN);
    }

    private void beganHoursAgo(Demo agent, int hours) throws SQLException {
        try (Connection connection = database.getConnection();
                var insert =
                        connection.prepareStatement(
                                """
                                insert into session (id, agent_id, native_session, client, cwd, state, started_at)
                                values (?, ?, ?, 'claude-code', '/home/dev/acme-app', 'ACTIVE', now() - make_interval(hours => ?))
                                """)) {
            insert.setString(1, SessionId.next().value());
            insert.setString(2, agent.id());
            insert.setString(3, agent.session());
            insert.setInt(4, hours);
            insert.executeUpdate();
        }
    }
}
