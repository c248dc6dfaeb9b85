package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.masking.Masking;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.history.History;
import dev.countersign.policy.tool.Analyser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class PolicyReleaseTest {

    private static final String NPM_TEST = "{\"command\":\"npm test\"}";

    @Inject Database database;
    @Inject DataSource pool;
    @Inject Masking masking;
    @Inject GuardAddresses guard;
    @Inject PolicySettings settings;
    @Inject ReportNotLoaded reporting;
    @Inject Signatures signatures;

    @Test
    void a_lower_revision_is_refused_and_both_are_shown() {
        Demo agent = Demo.withoutPolicy();
        agent.activate(revision("revision: 5", "deny"));

        Answer refused = Demo.activate("erin", upload(agent, "revision: 4", "deny"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asText()).isEqualTo("REVISION_TOO_LOW");
        assertThat(refused.json().path("detail").asText())
                .contains("revision 5", "this one has revision 4");
        assertThat(refused.json().path("next").asText()).contains("new, higher metadata.revision");
    }

    @Test
    void the_same_revision_with_another_text_is_refused_and_with_the_same_text_it_is_not() {
        Demo agent = Demo.withoutPolicy();
        agent.activate(revision("revision: 5", "deny"));

        assertThat(Demo.activate("erin", upload(agent, "revision: 5", "warn")).status())
                .isEqualTo(409);
        assertThat(Demo.activate("erin", upload(agent, "revision: 5", "deny")).status())
                .isEqualTo(200);
        assertThat(Demo.activate("erin", upload(agent, "revision: 6", "warn")).status())
                .isEqualTo(200);
    }

    @Test
    void an_older_text_does_not_come_back_for_fewer_agents_under_the_same_name() {
        Demo agent = Demo.withoutPolicy();
        String fifth = upload(agent, "revision: 5", "warn");
        Demo.activate("erin", fifth);
        Demo.deactivate("erin", fifth);
        String wider = Demo.upload(revision("revision: 6", "deny").formatted(agent.name() + "*"));
        assertThat(Demo.activate("erin", wider).status()).isEqualTo(200);

        Answer refused = Demo.activate("erin", fifth);

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("revision 6", "revision 5");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
    }

    @Test
    void a_policy_without_a_revision_does_not_replace_one_that_has_one() {
        Demo agent = Demo.withoutPolicy();
        agent.activate(revision("revision: 5", "deny"));

        Answer same = Demo.activate("erin", upload(agent, "owner: x", "deny"));
        Answer renamed =
                Demo.activate(
                        "erin", Demo.upload("version: \"2.1\"\nagent_id: " + agent.name() + "\n"));

        assertThat(same.status()).isEqualTo(409);
        assertThat(same.json().path("detail").asText()).contains("says no revision");
        assertThat(renamed.status()).isEqualTo(409);
    }

    @Test
    void a_revision_stays_reached_after_the_policy_was_taken_out_of_force() {
        Demo agent = Demo.withoutPolicy();
        String fifth = upload(agent, "revision: 5", "deny");
        Demo.activate("erin", fifth);
        Demo.deactivate("erin", fifth);

        assertThat(Demo.activate("erin", upload(agent, "revision: 4", "deny")).status())
                .isEqualTo(409);
    }

    @Test
    void what_is_taken_out_of_force_leaves_the_baseline() {
        Demo agent = Demo.withoutPolicy();
        String id = upload(agent, "owner: x", "deny");
        Demo.activate("erin", id);
        String before = agent.proposes("Bash", NPM_TEST).permission();

        Answer ended = Demo.deactivate("erin", id);

        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        assertThat(ended.json().path("active_for").size()).isZero();
        assertThat(before).isEqualTo("deny");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
        assertThat(database.eventsOf(id, "policy.changed").getLast())
                .contains("deactivated for " + agent.name(), "-version");
        assertThat(Demo.deactivate("erin", id).status()).isEqualTo(409);
    }

    @Test
    void the_history_says_who_when_and_in_place_of_what() {
        Demo agent = Demo.withoutPolicy();
        String first = upload(agent, "owner: x", "deny");
        String second = upload(agent, "owner: y", "deny");
        Demo.activate("erin", first);
        Demo.activate("erin", second);

        JsonNode all = Demo.get("/v1/policies/activations", Demo.token("carol")).json();

        JsonNode now = all.get(0);
        assertThat(now.path("policy").asText()).isEqualTo(second);
        assertThat(now.path("replaced").asText()).isEqualTo(first);
        assertThat(now.path("layer").asText()).isEqualTo("repository");
        assertThat(now.path("pattern").asText()).isEqualTo(agent.name());
        assertThat(now.path("activated_by").asText()).isEqualTo("erin");
        assertThat(all.get(1).path("ended_by").asText()).isEqualTo("erin");
    }

    @Test
    void a_diff_is_unified_and_names_the_file() {
        Demo agent = Demo.withoutPolicy();
        String first = upload(agent, "owner: x", "deny");
        String second = upload(agent, "owner: y", "deny");
        Demo.activate("erin", first);

        String diff = Demo.get("/v1/policies/" + second + "/diff", Demo.token("carol")).text();

        assertThat(diff)
                .isEqualTo(
                        """
                        # %s
                        --- a/.agent-policy.yml
                        +++ b/.agent-policy.yml
                        @@ -1,5 +1,5 @@
                         version: "2.1"
                         agent_id: "%s"
                        -metadata: {name: numbered, owner: x}
                        +metadata: {name: numbered, owner: y}
                         permissions:
                           commands: {deny: ["npm test"]}"""
                                .formatted(agent.name(), agent.name()));
        assertThat(
                        Demo.get(
                                        "/v1/policies/" + second + "/diff?against=" + second,
                                        Demo.token("carol"))
                                .text())
                .isEmpty();
        assertThat(
                        Demo.get(
                                        "/v1/policies/" + second + "/diff?against=yesterday",
                                        Demo.token("carol"))
                                .status())
                .isEqualTo(400);
        assertThat(database.eventsOf(second, "policy.changed").getFirst())
                .contains("uploaded", "+metadata: {name: numbered, owner: y}");
    }

    @Test
    void what_comes_with_the_service_can_be_read() {
        assertThat(Demo.get("/v1/policies/builtin/baseline", Demo.token("dave")).text())
                .contains("secrets.read");
        assertThat(Demo.get("/v1/policies/builtin/emergency", Demo.token("dave")).text())
                .contains("emergency.guard");
        Answer unknown = Demo.get("/v1/policies/builtin/secrets", Demo.token("dave"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("detail").asText())
                .startsWith("'secrets' is none of emergency, baseline, code-safety, ");
    }

    @Test
    void each_policy_that_comes_with_the_service_is_listed_and_can_be_read() {
        JsonNode names = Demo.get("/v1/policies/builtin", Demo.token("dave")).json();

        assertThat(names).extracting(JsonNode::asText).contains("emergency", "baseline", "aws");
        assertThat(names)
                .allSatisfy(
                        name ->
                                assertThat(
                                                Demo.get(
                                                                "/v1/policies/builtin/"
                                                                        + name.asText(),
                                                                Demo.token("dave"))
                                                        .text())
                                        .contains("version: \"2.1\""));
    }

    @Test
    void a_rule_that_nobody_could_approve_is_told_at_upload_and_refused_at_activation() {
        Demo agent = Demo.withoutPolicy();
        Answer stored = Demo.uploads(approvedBy(agent, "no-such-group"));

        Answer refused = Demo.activate("erin", stored.json().path("id").asText());

        assertThat(stored.json().at("/warnings/0/message").asText())
                .isEqualTo(
                        "rule \"risky\" asks for an approval that nobody could give, because the group"
                                + " 'no-such-group' that must approve it does not exist.");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("NOBODY_COULD_APPROVE");
        assertThat(refused.json().at("/details/errors/0/line").asInt()).isEqualTo(4);
        assertThat(refused.json().at("/details/errors/0/column").asInt()).isPositive();
    }

    @Test
    void a_rule_that_only_the_operator_could_approve_is_refused() {
        Demo agent = Demo.withoutPolicy();

        assertThat(Demo.activate("erin", Demo.upload(approvedBy(agent, "only-dave"))).status())
                .isEqualTo(422);
    }

    @Test
    void while_people_cannot_be_looked_up_nothing_comes_into_force() {
        Demo agent = Demo.withoutPolicy();
        String id;
        Answer activated;
        FakeApprovals.goDown();
        try {
            Answer stored = Demo.uploads(approvedBy(agent, "approvers"));
            assertThat(stored.json().at("/warnings/0/message").asText())
                    .contains("was not checked");
            id = stored.json().path("id").asText();
            activated = Demo.activate("erin", id);
        } finally {
            FakeApprovals.comeUp();
        }

        assertThat(activated.status()).isEqualTo(503);
        assertThat(active(agent)).isEmpty();
    }

    @Test
    void a_policy_of_the_organisation_stays_in_force_over_one_for_an_agent() {
        Demo agent = Demo.withoutPolicy();
        String family = agent.name() + "*";
        String organisation =
                Demo.send(
                                Demo.request("/v1/policies?layer=organisation", Demo.token("erin"))
                                        .header("Content-Type", "application/yaml")
                                        .POST(
                                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                                        numbered(family, "owner: x", "deny"))))
                        .json()
                        .path("id")
                        .asText();
        assertThat(Demo.activate("erin", organisation).status()).isEqualTo(200);

        agent.activate(
                """
                version: "2.1"
                agent_id: "%s"
                permissions:
                  commands: {allow: ["npm test"], deny: ["npm run x"]}
                """);

        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
        assertThat(agent.proposes("Bash", "{\"command\":\"npm run x\"}").permission())
                .isEqualTo("deny");
        Demo.deactivate("erin", organisation);
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
    }

    @Test
    void of_activations_at_once_each_replaces_the_one_before_and_one_is_in_force() {
        Demo agent = Demo.withoutPolicy();
        List<String> ids =
                IntStream.range(0, 4).mapToObj(i -> upload(agent, "owner: o" + i, "deny")).toList();

        List<CompletableFuture<Answer>> answers =
                ids.stream().map(id -> Demo.activatesAside("erin", id)).toList();

        assertThat(answers).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
        assertThat(active(agent)).hasSize(1);
        assertThat(
                        database.read(
                                "select coalesce(replaced, '-') from policy_activation where pattern = '%s'"
                                        .formatted(agent.name())))
                .doesNotHaveDuplicates()
                .contains("-");
    }

    @Test
    void a_replica_that_was_told_nothing_takes_it_over_when_it_looks() {
        Demo agent = Demo.withoutPolicy();
        Replica replica = replica().started();
        agent.activate(revision("owner: x", "deny"));
        String before = effect(replica, agent, "npm test");

        replica.loader().load();

        assertThat(before).isEqualTo("warn");
        assertThat(effect(replica, agent, "npm test")).isEqualTo("deny");
    }

    @Test
    void a_replica_that_starts_with_a_policy_it_cannot_load_denies_what_is_dangerous() {
        Demo agent = Demo.withoutPolicy();
        agent.activate(revision("owner: x", "deny"));
        String broken = database.breakPolicyOf(agent.name());

        Replica replica = replica().started();

        String why =
                "The policy %s, in force for %s, could not be loaded."
                        .formatted(broken, agent.name());
        assertThat(reason(replica, agent, "rm -rf build")).contains(why);
        assertThat(effect(replica, agent, "rm -rf build")).isEqualTo("deny");
        assertThat(effect(replica, agent, "terraform destroy")).isEqualTo("deny");
        assertThat(effect(replica, agent, "npm test")).isEqualTo("require_approval");
        assertThat(effect(replica, agent, "ls")).isEqualTo("warn");
        assertThat(reason(replica, agent, "ls")).contains(why);
        assertThat(replica.loader().problems())
                .anyMatch(problem -> problem.policy().equals(broken));
        database.forget(agent.name());
    }

    @Test
    void without_a_good_bundle_the_dangerous_set_is_denied() {
        Replica replica = replica();
        Demo agent = Demo.withoutPolicy();

        assertThat(effect(replica, agent, "git push --force")).isEqualTo("deny");
        assertThat(effect(replica, agent, "ls")).isEqualTo("warn");
        assertThat(replica.policies().everRead()).isFalse();
    }

    /** Another process on the same database, that nobody tells anything. */
    private record Replica(Policies policies, PolicyLoader loader) {
        private Replica started() {
            loader.load();
            return this;
        }
    }

    private Replica replica() {
        Policies own = new Policies(masking, guard, settings);
        return new Replica(own, new PolicyLoader(pool, own, settings, signatures, reporting));
    }

    private static String effect(Replica replica, Demo agent, String command) {
        return replica.policies().judge(agent.name(), facts(command), here()).effect().toString();
    }

    private static String reason(Replica replica, Demo agent, String command) {
        return replica.policies().judge(agent.name(), facts(command), here()).verdict().reason();
    }

    private static dev.countersign.policy.action.Facts facts(String command) {
        return Analyser.analyse(
                new Action("Bash", Map.of("command", command), "/home/dev/acme-app", "s"),
                History.NONE);
    }

    private static Circumstances here() {
        return Circumstances.in("/home/dev/acme-app");
    }

    private List<String> active(Demo agent) {
        return database.read(
                "select policy_id from policy_activation where ended_at is null and pattern = '%s'"
                        .formatted(agent.name()));
    }

    private static String upload(Demo agent, String metadata, String effect) {
        return Demo.upload(numbered(agent.name(), metadata, effect));
    }

    private static String revision(String metadata, String effect) {
        return numbered("%s", metadata, effect);
    }

    private static String numbered(String agents, String metadata, String effect) {
        return """
        version: "2.1"
        agent_id: "%s"
        metadata: {name: numbered, %s}
        permissions:
          commands: {%s: ["npm test"]}
        """
                .formatted(agents, metadata, effect.equals("deny") ? "deny" : "allow");
    }

    private static String approvedBy(Demo agent, String group) {
        return """
        version: "2.1"
        agent_id: "%s"
        rules:
          - id: risky
            effect: require_approval
            approval: {groups: [%s]}
            match: {command: ["npm publish"]}
        """
                .formatted(agent.name(), group);
    }
}
