package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import dev.countersign.runtime.Caller;
import dev.countersign.runtime.Refused;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithSecondPerson.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class SecondPersonTest {

    @Inject Database database;
    @Inject DeclineChange declining;

    private final String agent = "guarded-" + Long.toString(System.nanoTime(), 36);

    @Test
    void a_policy_for_a_production_scope_waits_for_a_second_person_and_says_what_would_change() {
        String id = upload("deny");

        Answer asked = Demo.activate("erin", id);

        assertThat(asked.status()).isEqualTo(202);
        JsonNode waiting = asked.json().path("waiting");
        assertThat(waiting.path("change").asText()).isEqualTo("activation");
        assertThat(waiting.path("asked_by").asText()).isEqualTo("erin");
        assertThat(waiting.path("diff").asText()).contains("+version: \"2.1\"");
        assertThat(waiting.path("scopes").get(0).asText()).isEqualTo("repository " + agent);
        assertThat(inForce()).isEmpty();
        assertThat(
                        Demo.get("/v1/policies/" + id, Demo.token("alice"))
                                .json()
                                .at("/waiting/request"))
                .isEqualTo(waiting.path("request"));
    }

    @Test
    void another_person_confirms_and_both_are_recorded() {
        String id = upload("deny");
        String request = Demo.activate("erin", id).json().at("/waiting/request").asText();

        Answer confirmed = confirm("alice", id, request);

        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        assertThat(inForce()).containsExactly(id);
        JsonNode now = Demo.get("/v1/policies/activations", Demo.token("carol")).json().get(0);
        assertThat(now.path("activated_by").asText()).isEqualTo("erin");
        assertThat(now.path("confirmed_by").asText()).isEqualTo("alice");
        assertThat(database.eventsOf(id, "policy.changed"))
                .hasSize(4)
                .anyMatch(event -> event.contains("activation asked for for " + agent))
                .anyMatch(event -> event.contains("activation confirmed for " + agent))
                .anyMatch(event -> event.contains("confirmed by alice"));
    }

    @Test
    void the_one_who_asked_does_not_confirm() {
        String id = upload("deny");
        Demo.activate("erin", id);

        assertThat(Demo.activate("erin", id).status()).isEqualTo(202);
        assertThat(inForce()).isEmpty();
    }

    @Test
    void the_one_who_uploaded_does_not_confirm() {
        String id = upload("deny");
        database.execute(
                "update policy set uploaded_by = 'alice', uploaded_by_subject = null where id = '%s'"
                        .formatted(id));
        Demo.activate("erin", id);

        Answer refused = Demo.activate("alice", id);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("code").asText()).isEqualTo("SECOND_PERSON");
        assertThat(inForce()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "carol", "dave"})
    void people_without_the_role_do_not_confirm(String person) {
        String id = upload("deny");
        Demo.activate("erin", id);

        assertThat(Demo.activate(person, id).status()).isEqualTo(403);
        assertThat(inForce()).isEmpty();
    }

    @Test
    void a_security_reviewer_asks_for_nothing() {
        assertThat(Demo.activate("alice", upload("deny")).status()).isEqualTo(403);
    }

    @Test
    void agents_and_services_are_no_persons_whatever_their_roles() {
        Set<String> roles = Set.of("policy-admin", "security-reviewer");

        assertThatThrownBy(
                        () ->
                                new Actor.SignedIn(new Caller.Machine("robot"), roles)
                                        .requirePerson())
                .isInstanceOf(Refused.class);
        assertThatThrownBy(
                        () ->
                                new Actor.SignedIn(new Caller.Service("web-ui"), roles)
                                        .requirePerson())
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_pattern_that_may_cover_such_an_agent_waits_as_well() {
        String id = Demo.upload(policy("*-" + agent.substring(8), "deny"));

        assertThat(Demo.activate("erin", id).status()).isEqualTo(202);
        assertThat(Demo.activate("erin", Demo.upload(policy("free-" + agent, "deny"))).status())
                .isEqualTo(200);
    }

    @Test
    void of_many_who_confirm_at_once_one_does() {
        String id = upload("deny");
        Demo.activate("erin", id);

        List<Integer> answers =
                Stream.generate(() -> Demo.activatesAside("alice", id)).limit(6).toList().stream()
                        .map(answer -> answer.join().status())
                        .toList();

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(
                        database.read(
                                "select id from policy_activation where policy_id = '%s'"
                                        .formatted(id)))
                .hasSize(1);
    }

    @Test
    void a_newer_request_takes_the_place_of_an_older_one() {
        String first = upload("deny");
        String second = upload("allow");
        String older = Demo.activate("erin", first).json().at("/waiting/request").asText();
        Demo.activate("erin", second);

        Answer late = confirm("alice", first, older);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asText()).isEqualTo("NOTHING_WAITS");
        assertThat(inForce()).isEmpty();
        assertThat(Demo.activate("alice", second).status()).isEqualTo(200);
    }

    @Test
    void what_is_in_force_has_changed_since_so_nothing_is_confirmed() {
        String first = upload("deny");
        Demo.activate("erin", first);
        Demo.activate("alice", first);
        String second = upload("allow");
        String request = Demo.activate("erin", second).json().at("/waiting/request").asText();
        String other = upload("deny");
        database.execute(
                "update policy_activation set policy_id = '%s' where policy_id = '%s'"
                        .formatted(other, first));

        assertThat(confirm("alice", second, request).status()).isEqualTo(409);
        assertThat(inForce()).containsExactly(other);
    }

    @Test
    void a_request_ends_after_a_day_by_the_databases_clock() {
        String id = upload("deny");
        String request = Demo.activate("erin", id).json().at("/waiting/request").asText();
        database.execute(
                "update policy_request set expires_at = now() where id = %s".formatted(request));

        assertThat(confirm("alice", id, request).status()).isEqualTo(409);
        declining.expire();

        assertThat(state(request)).isEqualTo("expired");
        assertThat(inForce()).isEmpty();
        assertThat(database.eventsOf(id, "policy.changed").getLast())
                .contains("activation expired");
    }

    @Test
    void what_is_declined_does_not_come_into_force() {
        String id = upload("deny");
        String request = Demo.activate("erin", id).json().at("/waiting/request").asText();

        Answer declined =
                Demo.post(
                        "/v1/policies/" + id + "/decline",
                        Demo.token("alice"),
                        "{\"reason\":\"too wide\"}");

        assertThat(declined.status()).as(declined.text()).isEqualTo(200);
        assertThat(state(request)).isEqualTo("declined");
        assertThat(confirm("alice", id, request).status()).isEqualTo(409);
        assertThat(database.eventsOf(id, "policy.changed").getLast())
                .contains("activation declined (too wide)");
    }

    @Test
    void taking_it_out_of_force_needs_two_people_as_well() {
        String id = upload("deny");
        Demo.activate("erin", id);
        Demo.activate("alice", id);

        Answer asked = Demo.deactivate("erin", id);

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().at("/waiting/change").asText()).isEqualTo("deactivation");
        assertThat(inForce()).containsExactly(id);
        assertThat(Demo.deactivate("alice", id).status()).isEqualTo(200);
        assertThat(inForce()).isEmpty();
    }

    private static Answer confirm(String person, String id, String request) {
        return Demo.post(
                "/v1/policies/" + id + "/activate?confirms=" + request, Demo.token(person), "");
    }

    private String state(String request) {
        return database.read("select state from policy_request where id = " + request).getFirst();
    }

    private List<String> inForce() {
        return database.read(
                "select policy_id from policy_activation where ended_at is null and pattern = '%s'"
                        .formatted(agent));
    }

    private String upload(String effect) {
        return Demo.upload(policy(agent, effect));
    }

    private static String policy(String agents, String effect) {
        return """
        version: "2.1"
        agent_id: "%s"
        permissions:
          commands: {%s: ["npm test"]}
        """
                .formatted(agents, effect);
    }
}
