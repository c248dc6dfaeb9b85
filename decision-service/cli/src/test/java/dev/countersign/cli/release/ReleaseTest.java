package dev.countersign.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import dev.countersign.cli.connection.FakePolicies;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in force is changed, confirmed and shown without writing a call by hand. */
class ReleaseTest {
    private static final String POLICY =
            """
            {"id":"pol_1","version":"2.1+sha256:abc","name":"payments","agents":["code-*"],"active_for":["code-*"],\
            "uploaded_by":"erin","revision":41,"layers":["organisation","repository"],"signed":true,"waiting":null,"warnings":[]}""";

    private static final String WAITING =
            POLICY.replace("\"active_for\":[\"code-*\"]", "\"active_for\":[]")
                    .replace("pol_1", "pol_2")
                    .replace(
                            "\"waiting\":null",
                            """
                            "waiting":{"request":"17","change":"activation","asked_by":"erin","since":"2026-11-20T12:00:00Z",\
                            "expires_at":"2026-11-21T12:00:00Z","may_confirm":"another policy-admin or a security-reviewer",\
                            "scopes":["organisation code-*"],"diff":"- a\\n+ b\\n"}""");

    @TempDir private Path folder;

    private FakePolicies service;

    @BeforeEach
    void start() throws Exception {
        service = new FakePolicies();
        service.replies("/v1/policies/pol_1", 200, POLICY);
        service.replies("/v1/policies/pol_2", 200, WAITING);
        service.replies("/v1/policies/active", 200, "[" + POLICY + "]");
        service.replies("/v1/policies", 200, "[" + WAITING + "," + POLICY + "]");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Ran run(String... words) {
        return Ran.knowing(service.environment(), folder, words);
    }

    @Test
    void what_is_activated_is_in_force() {
        service.replies("/v1/policies/pol_1/activate", 200, POLICY);

        assertThat(run("activate", "pol_1"))
                .isEqualTo(
                        new Ran(
                                0,
                                "pol_1  2.1+sha256:abc  payments\nIt is in force for code-*.\n",
                                ""));
        assertThat(service.calls)
                .containsExactly("POST /v1/policies/pol_1/activate application/json");
    }

    @Test
    void what_waits_says_how_it_is_confirmed_and_declined() {
        service.replies("/v1/policies/pol_2/activate", 202, WAITING);

        assertThat(run("activate", "pol_2"))
                .isEqualTo(
                        new Ran(
                                1,
                                """
                                - a
                                + b
                                pol_2 is not in force: it waits for a second person.
                                  asked by erin
                                  since 2026-11-20T12:00:00Z
                                  ends 2026-11-21T12:00:00Z
                                  may confirm: another policy-admin or a security-reviewer
                                  with: agent-policy confirm pol_2 17
                                  or refuse it: agent-policy decline pol_2 --reason TEXT
                                """,
                                ""));
    }

    @Test
    void the_request_that_was_looked_at_is_confirmed() {
        service.replies("/v1/policies/pol_2/activate", 200, POLICY.replace("pol_1", "pol_2"));

        assertThat(run("confirm", "pol_2", "17").out())
                .isEqualTo("pol_2  2.1+sha256:abc  payments\nIt is in force for code-*.\n");
        assertThat(service.calls)
                .containsExactly(
                        "GET /v1/policies/pol_2 null",
                        "POST /v1/policies/pol_2/activate?confirms=17 application/json");
    }

    @Test
    void what_does_not_wait_is_not_put_in_force_by_confirming_it() {
        assertThat(run("confirm", "pol_1", "17"))
                .isEqualTo(
                        new Ran(
                                1,
                                "Request 17 does not wait. What does: agent-policy policies\n",
                                ""));
        assertThat(service.calls).containsExactly("GET /v1/policies/pol_1 null");
    }

    @Test
    void what_waits_to_be_taken_out_of_force_is_confirmed_as_that() {
        service.replies(
                "/v1/policies/pol_2", 200, WAITING.replace("activation\",", "deactivation\","));
        service.replies("/v1/policies/pol_2/activation", 200, POLICY.replace("pol_1", "pol_2"));

        assertThat(run("confirm", "pol_2", "17"))
                .isEqualTo(
                        new Ran(
                                0,
                                "pol_2 is out of force; other layers and the baseline stay.\n",
                                ""));
        assertThat(service.calls).endsWith("DELETE /v1/policies/pol_2/activation?confirms=17 null");
    }

    @Test
    void what_is_taken_out_of_force_may_wait_as_well() {
        service.replies(
                "/v1/policies/pol_1/activation",
                202,
                WAITING.replace("pol_2", "pol_1").replace("activation\",", "deactivation\","));

        Ran ran = run("deactivate", "pol_1");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("pol_1 is still in force: taking it out waits for a second person.\n");
    }

    @Test
    void what_is_declined_waits_no_more() {
        service.replies("/v1/policies/pol_2/decline", 200, POLICY.replace("pol_1", "pol_2"));

        assertThat(run("decline", "pol_2", "--reason", "not \"now\""))
                .isEqualTo(
                        new Ran(
                                0,
                                "pol_2: the change waits no more, and nothing was changed.\n",
                                ""));
        assertThat(service.bodies).containsExactly("{\"reason\":\"not \\\"now\\\"\"}");
    }

    @Test
    void what_is_in_force_and_what_waits_is_shown() {
        assertThat(run("policies"))
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                In force
                                  pol_1  organisation, repository  code-*  payments  revision 41  signed

                                Waiting for a second person
                                  pol_2  activation of organisation code-*, asked by erin, ends 2026-11-21T12:00:00Z
                                    agent-policy confirm pol_2 17
                                """,
                                ""));
    }

    @Test
    void where_nothing_is_in_force_the_baseline_is_named() {
        service.replies("/v1/policies/active", 200, "[]");
        service.replies("/v1/policies", 200, "[]");

        assertThat(run("policies").out())
                .isEqualTo("No policy is in force: the shipped baseline decides.\n");
    }

    @Test
    void programs_get_what_the_service_answered() {
        service.replies("/v1/policies/pol_1/activate", 200, POLICY);

        assertThat(run("activate", "--json", "pol_1")).isEqualTo(new Ran(0, POLICY + "\n", ""));
        assertThat(run("policies", "--json").out())
                .isEqualTo("{\"active\":[%s],\"waiting\":[%s]}\n".formatted(POLICY, WAITING));
    }

    static Stream<Arguments> refusals() {
        String problem = "{\"title\":\"%s\",\"detail\":\"%s\",\"next\":\"\",\"details\":{}}";
        return Stream.of(
                argumentSet(
                        "a lower revision",
                        List.of("activate", "pol_1"),
                        409,
                        problem.formatted("An older revision.", "41 is lower than 42."),
                        new Ran(1, "41 is lower than 42.\nAn older revision.\n", "")),
                argumentSet(
                        "not allowed",
                        List.of("activate", "pol_1"),
                        403,
                        problem.formatted("The credentials do not allow this call.", ""),
                        new Ran(2, "", "The credentials do not allow this call.\n")),
                argumentSet(
                        "another identifier",
                        List.of("activate", "../agents"),
                        200,
                        POLICY,
                        new Ran(
                                2,
                                "",
                                """
                                agent-policy activate: Invalid value for positional parameter at index 0 (POLICY): policies are called pol_…, not '../agents'
                                Try 'agent-policy activate --help'.
                                """)),
                argumentSet(
                        "another request",
                        List.of("confirm", "pol_2", "1&x=2"),
                        200,
                        POLICY,
                        new Ran(
                                2,
                                "",
                                """
                                agent-policy confirm: Invalid value for positional parameter at index 1 (REQUEST): no request is called '1&x=2'
                                Try 'agent-policy confirm --help'.
                                """)),
                argumentSet(
                        "no reason",
                        List.of("decline", "pol_2"),
                        200,
                        POLICY,
                        new Ran(
                                2,
                                "",
                                """
                                agent-policy decline: Missing required option: '--reason=TEXT'
                                Try 'agent-policy decline --help'.
                                """)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_is_refused_is_said(List<String> words, int status, String answer, Ran expected) {
        service.replies("/v1/policies/pol_1/activate", status, answer);

        assertThat(run(words.toArray(String[]::new))).isEqualTo(expected);
    }

    @Test
    void what_is_in_force_and_could_not_be_loaded_is_told() {
        service.replies(
                "/v1/policies/active",
                200,
                "["
                        + POLICY.replace(
                                "\"waiting\":null",
                                "\"waiting\":null,\"not_loaded\":\"no key is trusted here; only reading goes on\"")
                        + "]");

        Ran ran = run("policies");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains(
                        "  pol_1 could not be loaded: no key is trusted here; only reading goes on\n");
    }

    @Test
    void what_is_not_a_list_of_policies_is_told() {
        service.replies("/v1/policies/active", 200, "{}");

        assertThat(run("policies"))
                .isEqualTo(new Ran(2, "", "The answer is not one of decision-service: {}\n"));
    }
}
