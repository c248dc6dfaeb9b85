package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.api.PolicyApi;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.Manifest;
import dev.countersign.policy.bundle.SigningKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithTrustedKey.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class SignedBundleTest {

    private static final String NPM_TEST = "{\"command\":\"npm test\"}";

    @Inject Database database;
    @Inject PolicyLoader loader;

    @ConfigProperty(name = WithTrustedKey.SECRET)
    String secret;

    private final Demo agent = Demo.withoutPolicy();

    @Test
    void the_content_type_is_the_one_that_bundles_have() {
        assertThat(PolicyApi.BUNDLE).isEqualTo(Bundle.MEDIA_TYPE);
    }

    @Test
    void what_a_trusted_key_signed_comes_into_force_in_all_its_layers() {
        Answer stored = upload(signed(7, List.of(agent.name())).json());
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);

        Answer activated = Demo.activate("erin", stored.json().path("id").asText());

        assertThat(activated.status()).as(activated.text()).isEqualTo(200);
        assertThat(activated.json().path("revision").asLong()).isEqualTo(7);
        assertThat(activated.json().path("name").asText()).isEqualTo("pay");
        assertThat(activated.json().path("signed").asBoolean()).isTrue();
        assertThat(activated.json().path("layers").toString())
                .isEqualTo("[\"organisation\",\"repository\"]");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
        assertThat(agent.proposes("Bash", "{\"command\":\"npm run x\"}").permission())
                .isEqualTo("deny");
    }

    @Test
    void its_files_and_scopes_can_be_read_one_by_one() {
        String id = upload(signed(7, List.of(agent.name())).json()).json().path("id").asText();

        JsonNode contents = Demo.get("/v1/policies/" + id + "/contents", Demo.token("dave")).json();

        assertThat(contents.at("/scopes").toString())
                .isEqualTo(
                        "[{\"layer\":\"organisation\",\"pattern\":\"%1$s\"},{\"layer\":\"repository\",\"pattern\":\"%1$s\"}]"
                                .formatted(agent.name()));
        assertThat(contents.at("/files/0/path").asText())
                .isEqualTo(".agent-policy.organisation.yml");
        assertThat(contents.at("/files/1/layer").asText()).isEqualTo("repository");
        assertThat(contents.at("/files/1/text").asText()).isEqualTo(denying("npm run x"));
    }

    @Test
    void the_bundles_revision_does_not_go_down() {
        Demo.activate("erin", upload(signed(7, List.of()).json()).json().path("id").asText());

        Answer refused =
                Demo.activate(
                        "erin", upload(signed(6, List.of()).json()).json().path("id").asText());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("revision 7", "revision 6");
    }

    @Test
    void what_is_not_signed_is_stored_and_does_not_come_into_force() {
        String id = Demo.upload("version: \"2.1\"\nagent_id: " + agent.name() + "\n");

        Answer refused = Demo.activate("erin", id);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asText()).isEqualTo("POLICY_UNSIGNED");
    }

    @Test
    void what_another_key_signed_is_refused() {
        Answer refused = upload(signed(SigningKey.generate(), 7, List.of()).json());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("INVALID_BUNDLE");
        assertThat(refused.json().at("/details/flaws/0").asText())
                .contains("none of the trusted keys");
    }

    @Test
    void a_changed_file_is_refused_and_named() {
        String changed =
                new String(signed(7, List.of()).json(), StandardCharsets.UTF_8)
                        .replace("npm test", "npm best");

        Answer refused = upload(changed.getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("details").toString())
                .contains(".agent-policy.organisation.yml: it is not what was signed");
    }

    @Test
    void files_for_more_agents_than_the_manifest_says_are_refused() {
        Answer refused = upload(signed(7, List.of("somebody-else")).json());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/details/flaws/0").asText())
                .isEqualTo(
                        ".agent-policy.organisation.yml is for agents %s, and the manifest is for somebody-else alone"
                                .formatted(agent.name()));
    }

    @Test
    void errors_in_the_files_are_told_with_file_line_and_column() {
        Map<String, String> files = Map.of(".agent-policy.team.yml", "version: \"2.1\"\nx: 1\n");
        Bundle bundle =
                Bundle.sign(
                        Manifest.of("pay", 1, Instant.EPOCH, List.of(), files),
                        files,
                        List.of(key()));

        Answer refused = upload(bundle.json());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/details/errors/0/file").asText())
                .isEqualTo(".agent-policy.team.yml");
        assertThat(refused.json().at("/details/errors/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void signatures_are_verified_on_load_and_what_was_not_signed_so_is_not_loaded() {
        String id = upload(signed(7, List.of()).json()).json().path("id").asText();
        Demo.activate("erin", id);
        database.execute(
                "update policy_file set content = 'version: \"2.1\"' where policy_id = '%s'"
                        .formatted(id));

        loader.load();

        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
        assertThat(loader.problems())
                .filteredOn(problem -> problem.policy().equals(id))
                .allSatisfy(p -> assertThat(p.reason()).contains("it is not what was signed"))
                .isNotEmpty();
        assertThat(
                        Demo.get("/v1/policies/" + id, Demo.token("carol"))
                                .json()
                                .path("not_loaded")
                                .asText())
                .contains("it is not what was signed");
        database.forget(agent.name());
    }

    @Test
    void signatures_are_verified_at_activation_too() {
        String id = upload(signed(7, List.of()).json()).json().path("id").asText();
        database.execute(
                "update policy_file set content = 'version: \"2.1\"' where policy_id = '%s'"
                        .formatted(id));

        Answer refused = Demo.activate("erin", id);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("INVALID_BUNDLE");
        assertThat(refused.json().path("detail").asText()).contains("it is not what was signed");
    }

    private static Answer upload(byte[] bundle) {
        return Demo.send(
                Demo.request("/v1/policies", Demo.token("erin"))
                        .header("Content-Type", PolicyApi.BUNDLE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bundle)));
    }

    private Bundle signed(long revision, List<String> agents) {
        return signed(key(), revision, agents);
    }

    private SigningKey key() {
        return SigningKey.read("test", secret);
    }

    private Bundle signed(SigningKey key, long revision, List<String> agents) {
        Map<String, String> files =
                Map.of(
                        ".agent-policy.organisation.yml",
                        denying("npm test"),
                        ".agent-policy.yml",
                        denying("npm run x"));
        return Bundle.sign(
                Manifest.of("pay", revision, Instant.EPOCH, agents, files), files, List.of(key));
    }

    private String denying(String command) {
        return """
        version: "2.1"
        agent_id: "%s"
        permissions:
          commands: {deny: ["%s"]}
        """
                .formatted(agent.name(), command);
    }
}
