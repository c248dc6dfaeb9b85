package dev.countersign.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import dev.countersign.cli.connection.FakePolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublishTest {

    private static final String STORED =
            """
            {"id":"pol_1","version":"2.1+sha256:abc","name":"payments","agents":["code-*"],"active_for":[],"waiting":null}\
            """;

    @TempDir private Path folder;
    private FakePolicies service;

    @BeforeEach
    void start() throws Exception {
        service = new FakePolicies();
        service.replies("/v1/policies", 200, STORED);
        Files.writeString(folder.resolve(".agent-policy.yml"), "version: \"2.1\"\n# ü\n");
        Files.writeString(folder.resolve(".agent-policy.team.yml"), "version: \"2.1\"\n");
        Files.writeString(folder.resolve("p.bundle.json"), "{\"envelope\":{},\"files\":{}}");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Ran publish(String... arguments) {
        return publish(service.environment(), arguments);
    }

    private Ran publish(Map<String, String> environment, String... arguments) {
        return Ran.knowing(
                environment,
                folder,
                Stream.concat(Stream.of("publish"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void a_file_is_stored_and_not_yet_in_force() {
        Ran ran = publish(".agent-policy.yml");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                pol_1  2.1+sha256:abc  payments
                                It is not in force before it is activated: agent-policy activate pol_1
                                """,
                                ""));
        assertThat(service.calls).containsExactly("POST /v1/policies application/yaml");
        assertThat(service.bodies).containsExactly("version: \"2.1\"\n# ü\n");
    }

    @Test
    void a_bundle_and_the_file_of_a_layer_are_sent_as_such() {
        publish("p.bundle.json");
        publish(".agent-policy.team.yml");

        assertThat(service.calls)
                .containsExactly(
                        "POST /v1/policies application/vnd.countersign.policy-bundle+json",
                        "POST /v1/policies?layer=team application/yaml");
    }

    @Test
    void what_is_activated_is_in_force() {
        service.replies(
                "/v1/policies/pol_1/activate",
                200,
                STORED.replace("\"active_for\":[]", "\"active_for\":[\"code-*\"]"));

        Ran ran = publish("--activate", "p.bundle.json");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                pol_1  2.1+sha256:abc  payments
                                It is in force for code-*.
                                """,
                                ""));
    }

    @Test
    void what_waits_for_a_second_person_is_not_in_force_and_says_who_may_confirm() {
        service.replies(
                "/v1/policies/pol_1/activate",
                202,
                STORED.replace(
                        "\"waiting\":null",
                        """
                        "waiting":{"request":"17","change":"activation","asked_by":"erin",\
                        "since":"2026-11-20T12:00:00Z","expires_at":"2026-11-21T12:00:00Z",\
                        "may_confirm":"another policy-admin or a security-reviewer","scopes":["repository code-*"],\
                        "diff":"- a\\n+ b\\n"}\
                        """));

        Ran ran = publish("--activate", ".agent-policy.yml");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                1,
                                """
                                - a
                                + b
                                pol_1 is not in force: it waits for a second person.
                                  asked by erin
                                  since 2026-11-20T12:00:00Z
                                  ends 2026-11-21T12:00:00Z
                                  may confirm: another policy-admin or a security-reviewer
                                  with: agent-policy confirm pol_1 17
                                  or refuse it: agent-policy decline pol_1 --reason TEXT
                                """,
                                ""));
    }

    @Test
    void warnings_are_told_with_their_places() {
        service.replies(
                "/v1/policies",
                200,
                STORED.replace(
                        "\"waiting\":null",
                        "\"warnings\":[{\"file\":\".agent-policy.yml\",\"line\":3,\"column\":5,\"message\":\"nobody could approve\"}]"));

        assertThat(publish(".agent-policy.yml").out())
                .startsWith("warning: .agent-policy.yml:3:5: nobody could approve\npol_1 ");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet(
                        "errors of a policy",
                        422,
                        """
                        {"title":"The policy has errors; nothing was stored.","detail":"two","next":"Correct what 'errors' lists, by line and column.",
                         "details":{"errors":[{"line":2,"column":1,"message":"unknown key"},{"file":"a/b.yml","line":5,"column":13,"message":"x\\u001b[2J"}]}}""",
                        1,
                        """
                        .agent-policy.yml:2:1: unknown key
                        a/b.yml:5:13: x\\x1b[2J
                        The policy has errors; nothing was stored.
                        Correct what 'errors' lists, by line and column.
                        It was checked without the other policies of its folder. To bring them together: agent-policy sign, then publish the bundle.
                        """,
                        ""),
                argumentSet(
                        "a lower revision",
                        409,
                        """
                        {"title":"An older revision.","detail":"41 is lower than 42, which was in force.","next":"Give it a new revision.","details":{}}""",
                        1,
                        """
                        41 is lower than 42, which was in force.
                        An older revision.
                        Give it a new revision.
                        """,
                        ""),
                argumentSet(
                        "not allowed",
                        403,
                        """
                        {"title":"The credentials do not allow this call.","detail":"This account may not do that.","next":"Ask an administrator.","details":{}}""",
                        2,
                        "",
                        """
                        This account may not do that.
                        The credentials do not allow this call.
                        Ask an administrator.
                        """),
                argumentSet(
                        "a failure",
                        500,
                        "<html>",
                        2,
                        "",
                        "It answered with status 500 and no reason: <html>\n"),
                argumentSet(
                        "another server",
                        200,
                        "<html>",
                        2,
                        "",
                        "The answer is not one of decision-service: <html>\n"),
                argumentSet(
                        "another server's JSON",
                        200,
                        "{\"id\":\"../../x\"}",
                        2,
                        "",
                        "The answer is not one of decision-service: {\"id\":\"../../x\"}\n"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_is_refused_is_said(int status, String answer, int ended, String out, String err) {
        service.replies("/v1/policies", status, answer);

        Ran ran = publish("--activate", ".agent-policy.yml");

        assertThat(ran).isEqualTo(new Ran(ended, out, err));
    }

    @Test
    void a_refused_activation_leaves_it_stored_and_says_so() {
        service.replies(
                "/v1/policies/pol_1/activate",
                409,
                "{\"title\":\"An older revision.\",\"detail\":\"41 is lower than 42.\",\"next\":\"\",\"details\":{}}");

        assertThat(publish("--activate", ".agent-policy.yml"))
                .isEqualTo(
                        new Ran(
                                1,
                                "41 is lower than 42.\nAn older revision.\n",
                                "pol_1 is stored, but not in force.\n"));
    }

    @Test
    void json_is_what_was_answered() {
        assertThat(publish("--json", ".agent-policy.yml")).isEqualTo(new Ran(0, STORED + "\n", ""));
    }

    @Test
    void the_token_may_lie_in_a_file() throws Exception {
        Files.writeString(folder.resolve("token"), FakePolicies.TOKEN + "\n");

        Ran ran =
                publish(
                        Map.of(
                                "COUNTERSIGN_URL",
                                service.url() + "/",
                                "COUNTERSIGN_TOKEN_FILE",
                                "token"),
                        ".agent-policy.yml");

        assertThat(ran.status()).as(ran.toString()).isZero();
    }

    static Stream<Arguments> surroundings() {
        return Stream.of(
                argumentSet(
                        "no address",
                        Map.of("COUNTERSIGN_TOKEN", "x"),
                        "COUNTERSIGN_URL is not set; set it to the address of decision-service.\n"),
                argumentSet(
                        "another scheme",
                        Map.of("COUNTERSIGN_URL", "file:///etc", "COUNTERSIGN_TOKEN", "x"),
                        "COUNTERSIGN_URL is no http or https address: file:///etc\n"),
                argumentSet(
                        "no token",
                        Map.of("COUNTERSIGN_URL", "SERVICE", "COUNTERSIGN_TOKEN", ""),
                        "Neither COUNTERSIGN_TOKEN nor COUNTERSIGN_TOKEN_FILE gives a token; decision-service does nothing for strangers.\n"),
                argumentSet(
                        "a token that would be several headers",
                        Map.of("COUNTERSIGN_URL", "SERVICE", "COUNTERSIGN_TOKEN", "x\r\nHost: y"),
                        "The token has characters that no token has, so it was not sent.\n"),
                argumentSet(
                        "a file that is missing",
                        Map.of("COUNTERSIGN_URL", "SERVICE", "COUNTERSIGN_TOKEN_FILE", "gone"),
                        "gone does not exist.\n"),
                argumentSet(
                        "another token",
                        Map.of("COUNTERSIGN_URL", "SERVICE", "COUNTERSIGN_TOKEN", "daves.token"),
                        """
                        No valid credentials were sent.
                        The call carries no valid credentials.
                        Send 'Authorization: Bearer …' with a key or token that is not expired or revoked.
                        """));
    }

    @ParameterizedTest
    @MethodSource("surroundings")
    void without_an_address_and_a_good_token_nothing_goes(Map<String, String> given, String err) {
        Map<String, String> environment = new HashMap<>(given);
        environment.computeIfPresent(
                "COUNTERSIGN_URL", (name, url) -> url.replace("SERVICE", service.url()));

        assertThat(publish(environment, ".agent-policy.yml")).isEqualTo(new Ran(2, "", err));
    }

    @Test
    void who_is_not_there_is_said() {
        String url = service.url();
        service.close();

        assertThat(publish(".agent-policy.yml"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                url + " cannot be reached. Is decision-service running there?\n"));
    }

    @Test
    void the_token_follows_no_redirection() {
        service.replies("/v1/policies", 307, "");

        assertThat(publish(".agent-policy.yml"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "%s answers with 307, from elsewhere; the token is not sent there. Correct COUNTERSIGN_URL.\n"
                                        .formatted(service.url())));
        assertThat(service.calls).isEqualTo(List.of("POST /v1/policies application/yaml"));
    }

    @Test
    void a_file_that_is_missing_is_said_before_anybody_is_asked() {
        assertThat(publish("gone.yml")).isEqualTo(new Ran(2, "", "gone.yml does not exist.\n"));
        assertThat(service.calls).isEmpty();
    }
}
