package dev.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.SimulationView;
import dev.countersign.platform.KeycloakResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeServicesResource.class)
class PolicyPagesTest {

    private static final FakeServices.Asker ERIN =
            new FakeServices.Asker("erin", Set.of("policy-admin"), Set.of());
    private static final FakeServices.Asker FRANK =
            new FakeServices.Asker("frank", Set.of("policy-admin"), Set.of());
    private static final byte[] NO_FILE = new byte[0];

    FakeServices services;

    @TestHTTPResource("/")
    String address;

    @BeforeEach
    void empty() {
        services.empty();
    }

    @Test
    void without_any_policy_the_page_says_what_decides_then() {
        String page = Visitor.signedIn(origin(), "dave").get("/policies").body();

        assertThat(page)
                .contains("Nobody has put a policy in force, so this one decides everything.")
                .contains("/policies/builtin/emergency", "/policies/builtin/aws")
                .doesNotContain("/policies/new");
    }

    @Test
    void what_is_in_force_is_told_by_scope_with_who_let_it() {
        PolicyView policy = upload("frank", "assistant-prod", 3);
        services.policies.activate(ERIN, policy.id());
        services.policies.activate(
                new FakeServices.Asker("alice", Set.of("security-reviewer"), Set.of()),
                policy.id());

        String page = Visitor.signedIn(origin(), "dave").get("/policies").body();

        assertThat(page)
                .contains("assistant-prod", "revision 3", "uploaded by frank")
                .contains("by erin, confirmed by alice")
                .doesNotContain("Waiting for a second person");
    }

    @Test
    void what_could_not_be_loaded_is_said_above_what_is_in_force() {
        Visitor dave = Visitor.signedIn(origin(), "dave");
        assertThat(dave.get("/policies").body()).doesNotContain("could not be loaded");

        services.policies.state(
                Map.of(
                        "state", "degraded",
                        "not_loaded", 2,
                        "problem", "pol_1 for team *: what was in force before stays"));
        assertThat(dave.get("/policies").body())
                .contains("2 policies could not be loaded, so not all of this is in force")
                .contains("pol_1 for team *: what was in force before stays");

        services.policies.state(Map.of("state", "stale"));
        assertThat(dave.get("/policies").body()).contains("What is stored cannot be read just now");
    }

    @Test
    void every_error_is_shown_with_its_line_and_what_was_typed_is_kept() {
        Visitor erin = Visitor.signedIn(origin(), "erin");

        HttpResponse<String> page =
                erin.upload(
                        "/policies/new",
                        Map.of(
                                "layer",
                                "team",
                                "text",
                                "\r\nversion: \"2.1\"\r\nrules:\r\n  - id: a\r\n    efect: deny\r\nrulez: []\r\n"),
                        "",
                        NO_FILE);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("2 errors; nothing was stored")
                .contains("Line 5, column 5", "unknown key &quot;efect&quot;; did you mean")
                .contains("Line 6, column 1", "unknown key &quot;rulez&quot;")
                .contains(".agent-policy.team.yml")
                .contains("<option value=\"team\" selected>")
                .contains(
                        ">\n\nversion: &quot;2.1&quot;\nrules:\n  - id: a\n    efect: deny\nrulez: []\n</textarea>");
    }

    @Test
    void a_chosen_file_goes_before_typed_text_and_stays_to_be_corrected() {
        Visitor erin = Visitor.signedIn(origin(), "erin");

        HttpResponse<String> page =
                erin.upload(
                        "/policies/new",
                        Map.of("layer", "repository", "text", "version: \"2.1\"\n"),
                        "policy.yml",
                        "version: \"2.1\"\nfoo: bar\n".getBytes(StandardCharsets.UTF_8));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("1 error; nothing was stored", "Line 2, column 1")
                .contains("foo: bar\n</textarea>");
    }

    @Test
    void what_is_no_text_is_refused_before_it_is_sent() {
        Visitor erin = Visitor.signedIn(origin(), "erin");

        HttpResponse<String> page =
                erin.upload(
                        "/policies/new", Map.of(), "policy.yml", new byte[] {(byte) 0xff, 0x20});

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("The chosen file is no text in UTF-8.");
    }

    @Test
    void a_large_policy_passes_the_form() {
        Visitor erin = Visitor.signedIn(origin(), "erin");
        String comment = "# why so\r\n".repeat(200_000);

        HttpResponse<String> page =
                erin.upload(
                        "/policies/new",
                        Map.of("layer", "repository", "text", "version: \"2.1\"\r\n" + comment),
                        "",
                        NO_FILE);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).startsWith("/policies/pol_");
    }

    @Test
    void a_signed_bundle_is_sent_as_it_is_and_shows_all_its_files() {
        Visitor erin = Visitor.signedIn(origin(), "erin");
        String bundle =
                """
                {"envelope":{"payload":"e30=","payloadType":"x","signatures":[{"sig":"AA=="}]},
                "files":{".agent-policy.organisation.yml":"version: \\"2.1\\"\\nmetadata: {name: frame}\\n",
                ".agent-policy.yml":"version: \\"2.1\\"\\n"}}
                """;

        HttpResponse<String> page =
                erin.upload(
                        "/policies/new",
                        Map.of("text", ""),
                        "frame.bundle.json",
                        bundle.getBytes(StandardCharsets.UTF_8));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("by a trusted key", ".agent-policy.organisation.yml", ".agent-policy.yml")
                .contains("What putting it in force would change");
    }

    @Test
    void a_bundle_that_nobody_trusted_signed_is_refused_in_words() {
        Visitor erin = Visitor.signedIn(origin(), "erin");

        HttpResponse<String> page =
                erin.upload(
                        "/policies/new",
                        Map.of(),
                        "a.bundle.json",
                        "{\"envelope\":{\"signatures\":[]},\"files\":{}}"
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("none of the trusted keys (ops) signed it");
    }

    @Test
    void warnings_are_read_before_one_goes_on() {
        Visitor erin = Visitor.signedIn(origin(), "erin");

        HttpResponse<String> page =
                erin.upload(
                        "/policies/new",
                        Map.of(
                                "text",
                                "version: \"2.1\"\nrules:\n  - id: deploy\n    approval: {groups: [nobody]}\n"),
                        "",
                        NO_FILE);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("is stored", "1 warning", "Line 4, column 16", "there is no group nobody")
                .contains("Go on to the policy");
    }

    @Test
    void a_policy_is_put_in_force_replaces_the_one_before_and_is_taken_out() {
        PolicyView first = upload("frank", "assistant", 1);
        services.policies.activate(FRANK, first.id());
        PolicyView second = upload("frank", "assistant", 2);
        Visitor erin = Visitor.signedIn(origin(), "erin");

        String before = erin.get("/policies/" + second.id()).body();
        assertThat(before)
                .contains("What putting it in force would change")
                .contains("in place of", "/policies/" + first.id())
                .contains("Put in force now");
        HttpResponse<String> active =
                erin.post("/policies/" + second.id() + "/activation", Map.of());

        assertThat(active.statusCode()).isEqualTo(200);
        assertThat(active.body())
                .contains("since", "by erin", "Take out of force now")
                .doesNotContain("Put in force now");
        HttpResponse<String> out =
                erin.post("/policies/" + second.id() + "/deactivation", Map.of());
        assertThat(out.body()).contains("No agent works under it.", "ended by erin");
    }

    @Test
    void one_who_asked_waits_and_may_take_it_back_with_a_reason() {
        PolicyView policy = upload("frank", "assistant-prod", 1);
        Visitor erin = Visitor.signedIn(origin(), "erin");

        HttpResponse<String> waits =
                erin.post("/policies/" + policy.id() + "/activation", Map.of());

        assertThat(waits.body())
                .contains("Waits for a second person", "You asked for this")
                .contains("Another policy-admin or security-reviewer, who neither uploaded")
                .doesNotContain("Confirm<");
        assertThat(erin.get("/policies").body()).contains("Put payments in force");
        HttpResponse<String> wordless =
                erin.post("/policies/" + policy.id() + "/refusal", Map.of("reason", " "));
        assertThat(wordless.statusCode()).isEqualTo(400);
        assertThat(wordless.body()).contains("&#39;reason&#39; is needed.");
        HttpResponse<String> back =
                erin.post("/policies/" + policy.id() + "/refusal", Map.of("reason", "Not yet"));
        assertThat(back.body()).contains("Not in force", "Put in force now");
    }

    @Test
    void another_request_than_the_one_that_was_looked_at_is_not_confirmed() {
        PolicyView policy = upload("frank", "assistant-prod", 1);
        services.policies.activate(ERIN, policy.id());
        Visitor alice = Visitor.signedIn(origin(), "alice");

        HttpResponse<String> refused =
                alice.post(
                        "/policies/" + policy.id() + "/activation", Map.of("confirms", "999999"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("No such change waits for a second person.");
        assertThat(services.policies.stored(policy.id()).activeFor()).isEmpty();
    }

    @Test
    void who_may_not_change_policies_is_refused_by_the_service_too() {
        PolicyView policy = upload("frank", "assistant", 1);
        Visitor dave = Visitor.signedIn(origin(), "dave");

        assertThat(dave.get("/policies/" + policy.id()).body())
                .contains("No agent works under it.")
                .doesNotContain("<form method=\"post\" action=\"/policies", "/simulation");
        assertThat(dave.get("/policies/new").statusCode()).isEqualTo(403);
        HttpResponse<String> refused =
                dave.post("/policies/" + policy.id() + "/activation", Map.of());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("only policy-admins change policies");
        assertThat(services.policies.stored(policy.id()).activeFor()).isEmpty();
    }

    @Test
    void auditors_replay_recorded_calls_too_and_nobody_else() {
        PolicyView policy = upload("frank", "assistant", 1);
        String address = "/policies/" + policy.id() + "/simulation";
        Visitor carol = Visitor.signedIn(origin(), "carol");

        HttpResponse<String> busy = carol.post(address, Map.of("since", "P30D"));
        services.policies.answer(
                new SimulationView(
                        "2.1",
                        FakeQueue.NOW,
                        4812,
                        0,
                        0,
                        Optional.empty(),
                        List.of(
                                new SimulationView.Step(Effect.WARN, Effect.WARN, 4800),
                                new SimulationView.Step(Effect.ALLOW, Effect.KILL, 9),
                                new SimulationView.Step(Effect.DENY, Effect.WARN, 3)),
                        12,
                        List.of()));
        HttpResponse<String> answer = carol.post(address, Map.of("since", "P30D"));

        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.body()).contains("Recorded calls are replayed one request at a time.");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<dt>calls judged</dt><dd>4,812</dd>", "<dt>stricter</dt><dd>9</dd>")
                .contains("<dt>looser</dt><dd>3</dd>");
        assertThat(Visitor.signedIn(origin(), "dave").post(address, Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_policy_can_neither_hide_text_nor_break_out() {
        PolicyView policy =
                services.policies.upload(
                        "mallory",
                        PolicyLayer.REPOSITORY,
                        "version: \"2.1\" # \u202e\nmetadata: {name: <b>pay</b>}\n# </code><script>alert(1)</script>\n");
        Visitor erin = Visitor.signedIn(origin(), "erin");

        String page = erin.get("/policies/" + policy.id()).body();

        assertThat(page)
                .contains("\\u{202E}", "&lt;script&gt;", "would not have been visible")
                .doesNotContain("\u202e", "<b>pay", "<script>alert");
        assertThat(erin.get("/policies").body()).doesNotContain("<b>pay");
    }

    @Test
    void what_is_not_there_is_not_found() {
        Visitor erin = Visitor.signedIn(origin(), "erin");

        assertThat(erin.get("/policies/" + PolicyId.next()).statusCode()).isEqualTo(404);
        assertThat(erin.get("/policies/x").statusCode()).isEqualTo(404);
        assertThat(erin.get("/policies/builtin/secrets").statusCode()).isEqualTo(404);
        assertThat(erin.get("/policies/builtin/baseline").body())
                .contains("Comes with Countersign, where policies leave something open");
    }

    @Test
    void a_service_that_is_away_leaves_a_page_that_says_so() {
        services.away("/v1/policies");
        Visitor erin = Visitor.signedIn(origin(), "erin");

        HttpResponse<String> list = erin.get("/policies");
        HttpResponse<String> typed =
                erin.upload("/policies/new", Map.of("text", "version: \"2.1\"\n"), "", NO_FILE);

        assertThat(list.statusCode()).isEqualTo(503);
        assertThat(list.body()).contains("Something this call depends on does not answer.");
        assertThat(typed.statusCode()).isEqualTo(503);
        assertThat(typed.body()).contains("version: &quot;2.1&quot;\n</textarea>");
    }

    @Test
    void a_form_sent_after_the_session_ended_does_nothing() {
        PolicyView policy = upload("frank", "assistant", 1);
        Visitor erin = Visitor.signedIn(origin(), "erin");
        erin.forgetOurSession();

        HttpResponse<String> page = erin.post("/policies/" + policy.id() + "/activation", Map.of());

        assertThat(page.uri().getPath()).isEqualTo("/policies/" + policy.id());
        assertThat(services.policies.stored(policy.id()).activeFor()).isEmpty();
    }

    private PolicyView upload(String by, String agent, int revision) {
        return services.policies.upload(
                by,
                PolicyLayer.REPOSITORY,
                """
                version: "2.1"
                agent_id: "%s"
                metadata: {name: payments, revision: %d}
                """
                        .formatted(agent, revision));
    }

    private String origin() {
        return address.substring(0, address.length() - 1);
    }
}
