package dev.countersign.decision.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.Manifest;
import dev.countersign.policy.bundle.SigningKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithSignedRepository.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class SignedSourceTest {

    private static final String BUNDLE = "policy.bundle.json";
    private static final String NPM_TEST = "{\"command\":\"npm test\"}";

    @Inject Positions positions;
    @Inject TakeCommit taking;
    @Inject ReportNotTaken reporting;

    @ConfigProperty(name = WithRepository.FOLDER)
    String folder;

    @ConfigProperty(name = WithSignedRepository.KEY)
    String secret;

    private final Demo agent = Demo.withoutPolicy();
    private Upstream upstream;

    @BeforeEach
    void a_repository() {
        upstream = Upstream.in(Path.of(folder));
    }

    @Test
    void a_signed_bundle_comes_into_force_and_one_that_others_signed_does_not() {
        upstream.with(BUNDLE, bundle(SigningKey.read("test", secret), 2, "deny")).commit("Two");
        JsonNode taken = pull();
        upstream.with(BUNDLE, bundle(SigningKey.generate(), 3, "allow")).commit("Three");

        JsonNode refused = pull();

        assertThat(taken.hasNonNull("problem")).isFalse();
        assertThat(refused.at("/problem/code").asText()).isEqualTo("INVALID_BUNDLE");
        assertThat(refused.at("/taken")).isEqualTo(taken.at("/taken"));
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("deny");
    }

    @Test
    void plain_files_are_stored_and_do_not_come_into_force() {
        upstream.with(Upstream.POLICY, policy("deny")).commit("Plain");
        LookAtRemote plain =
                new LookAtRemote(
                        new Mirror(
                                Remote.of("file://" + folder, "main", "/", Optional.empty()),
                                Optional.empty()),
                        positions,
                        taking,
                        reporting);

        plain.look(Optional.empty());

        assertThat(plain.known().problem().orElseThrow().code()).isEqualTo("POLICY_UNSIGNED");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
        plain.close();
    }

    @Test
    void without_a_secret_there_is_no_webhook() {
        assertThat(Demo.post("/v1/policies/git/webhook", "", "{}").status()).isEqualTo(404);
    }

    private static JsonNode pull() {
        return Demo.post("/v1/policies/git/pull", Demo.token("erin"), "").json();
    }

    private byte[] bundle(SigningKey key, long revision, String effect) {
        Map<String, String> files = Map.of(Upstream.POLICY, policy(effect));
        return Bundle.sign(
                        Manifest.of(agent.name(), revision, Instant.EPOCH, List.of(), files),
                        files,
                        List.of(key))
                .json();
    }

    private String policy(String effect) {
        return """
        version: "2.1"
        agent_id: "%s"
        permissions:
          commands: {%s: ["npm test"]}
        """
                .formatted(agent.name(), effect);
    }
}
