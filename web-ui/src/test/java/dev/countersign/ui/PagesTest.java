package dev.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.platform.KeycloakResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeServicesResource.class)
class PagesTest {

    FakeServices services;

    @TestHTTPResource("/")
    String address;

    @BeforeEach
    void empty() {
        services.empty();
    }

    @Test
    void a_stranger_is_sent_to_sign_in() {
        HttpResponse<String> page = Visitor.stranger(origin()).get("/approvals");

        assertThat(page.uri().getPath())
                .isEqualTo("/realms/countersign/protocol/openid-connect/auth");
    }

    @Test
    void an_approver_sees_the_held_call_and_approves_it() {
        ApprovalView held = services.queue.put(Held.aRequest().by("dave").view());
        Visitor alice = Visitor.signedIn(origin(), "alice");

        assertThat(alice.get("/approvals").body())
                .contains("Waiting for you", "Changes the dependencies in package.json");
        HttpResponse<String> page =
                alice.post(vote(held), Map.of("vote", "approve", "reason", "Looked at it"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/approvals/" + held.id());
        assertThat(page.body())
                .contains("The agent may run exactly this call, once.", "Looked at it");
        assertThat(services.queue.stored(held.id()).status()).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void the_operator_gets_the_refusal_in_place_of_the_form() {
        ApprovalView held = services.queue.put(Held.aRequest().by("dave").view());
        Visitor dave = Visitor.signedIn(origin(), "dave");

        HttpResponse<String> page = dave.get("/approvals/" + held.id());

        assertThat(page.body())
                .contains("Operators and owners never approve their own agents.")
                .doesNotContain("name=\"vote\"");
    }

    @Test
    void what_the_service_refuses_is_said_in_the_page_and_nothing_typed_is_lost() {
        ApprovalView held = services.queue.put(Held.aRequest().by("dave").view());
        Visitor dave = Visitor.signedIn(origin(), "dave");

        HttpResponse<String> page =
                dave.post(vote(held), Map.of("vote", "approve", "reason", "I know what I do"));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .contains("Operators and owners never approve their own agents.")
                .contains("Ask somebody else from the groups of this request.");
        assertThat(services.queue.stored(held.id()).status()).isEqualTo(ApprovalStatus.PENDING);
    }

    @Test
    void a_denial_without_a_reason_is_sent_back() {
        ApprovalView held = services.queue.put(Held.aRequest().view());
        Visitor alice = Visitor.signedIn(origin(), "alice");

        HttpResponse<String> page = alice.post(vote(held), Map.of("vote", "deny", "reason", "no"));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("A reason is missing or too short.", ">no</textarea>");
        assertThat(services.queue.stored(held.id()).votes()).isEmpty();
    }

    @Test
    void what_one_may_not_see_is_not_found() {
        ApprovalView held = services.queue.put(Held.aRequest().by("somebody").view());
        Visitor dave = Visitor.signedIn(origin(), "dave");

        HttpResponse<String> hidden = dave.get("/approvals/" + held.id());
        HttpResponse<String> missing = dave.get("/approvals/" + ApprovalId.next());
        HttpResponse<String> malformed = dave.get("/approvals/x");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).contains("There is no such request, or you may not see it.");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo(hidden.body());
        assertThat(malformed.statusCode()).isEqualTo(404);
    }

    @Test
    void only_agent_admins_see_the_agents() {
        HttpResponse<String> refused = Visitor.signedIn(origin(), "alice").get("/agents");
        Visitor erin = Visitor.signedIn(origin(), "erin");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("none of the roles that this page is for");
        assertThat(erin.get("/agents").body()).contains("No agent is registered");
    }

    @Test
    void a_new_agents_key_is_shown_once() {
        Visitor erin = Visitor.signedIn(origin(), "erin");
        Map<String, String> form = Map.of("name", "code-assistant-prod", "operator", "dave");

        HttpResponse<String> issued = erin.post("/agents", form);
        HttpResponse<String> again = erin.post("/agents", form);

        assertThat(issued.body())
                .contains("csk_not-a-real-key", "&quot;onFailure&quot;: &quot;block&quot;");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("An agent of that name is registered.");
        assertThat(erin.get("/agents").body())
                .contains("code-assistant-prod")
                .doesNotContain("csk_not-a-real-key");
    }

    @Test
    void a_bypass_is_asked_for_approved_by_another_and_ended() {
        Visitor bob = Visitor.signedIn(origin(), "bob");
        Visitor alice = Visitor.signedIn(origin(), "alice");

        HttpResponse<String> asked =
                bob.post(
                        "/bypasses",
                        Map.of(
                                "reason", "P0 incident: fix auth service crash",
                                "paths", "backend/auth/config.yml\nbackend/auth/keys.yml",
                                "duration", "PT1H",
                                "approver", "alice@example.com"));
        assertThat(asked.body())
                .contains("Asked for", "Nobody approves or reviews their own bypass.");
        String id =
                services.bypasses.list(ALICE, java.util.Optional.empty()).getFirst().id().value();
        HttpResponse<String> approved =
                alice.post("/bypasses/" + id + "/votes", Map.of("vote", "approve", "reason", ""));
        assertThat(approved.body()).contains("Bypass in force", "backend/auth/keys.yml");
        HttpResponse<String> ended = alice.post("/bypasses/" + id + "/end", Map.of());

        assertThat(ended.body()).contains("Revoked").doesNotContain("Bypass in force");
    }

    @Test
    void a_bypass_in_force_is_announced_on_every_page() {
        services.bypasses.live();
        Visitor alice = Visitor.signedIn(origin(), "alice");

        for (String path : new String[] {"/approvals", "/bypasses", "/events"}) {
            assertThat(alice.get(path).body()).contains("<strong>Bypass in force</strong> by bob");
        }
    }

    @Test
    void a_form_that_another_site_sends_does_nothing() {
        ApprovalView held = services.queue.put(Held.aRequest().view());
        Visitor alice = Visitor.signedIn(origin(), "alice");
        Map<String, String> ballot = Map.of("vote", "approve", "reason", "");

        assertThat(alice.post(vote(held), ballot, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(alice.post(vote(held), ballot, "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(alice.post(vote(held), ballot, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(alice.post(vote(held), ballot, "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(alice.post(vote(held), ballot, new String[0]).statusCode()).isEqualTo(403);
        assertThat(services.queue.stored(held.id()).status()).isEqualTo(ApprovalStatus.PENDING);

        assertThat(alice.post(vote(held), ballot, "Origin", origin()).statusCode()).isEqualTo(200);
        assertThat(services.queue.stored(held.id()).status()).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void no_page_is_framed_cached_or_runs_foreign_scripts() {
        Visitor alice = Visitor.signedIn(origin(), "alice");

        HttpResponse<String> page = alice.get("/approvals");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'; script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.body())
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("style=\"");
    }

    @Test
    void cookies_are_out_of_reach_of_scripts() {
        Visitor alice = Visitor.signedIn(origin(), "alice");

        assertThat(alice.cookies().getCookieStore().getCookies())
                .filteredOn(cookie -> cookie.getName().startsWith("q_session"))
                .isNotEmpty()
                .allMatch(java.net.HttpCookie::isHttpOnly);
    }

    @Test
    void a_background_request_without_session_gets_no_sign_in_page() {
        Visitor stranger = Visitor.stranger(origin());

        assertThat(stranger.get("/queue/content", "HX-Request", "true").statusCode())
                .isEqualTo(499);
        assertThat(stranger.get("/stream", "Accept", "text/event-stream").statusCode())
                .isEqualTo(499);
    }

    @Test
    void a_service_that_is_away_leaves_a_page_that_says_so() {
        services.away("/v1");
        Visitor alice = Visitor.signedIn(origin(), "alice");

        for (String path : new String[] {"/approvals", "/bypasses", "/events"}) {
            HttpResponse<String> page = alice.get(path);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body())
                    .contains("Something this call depends on does not answer.")
                    .contains("Nothing was changed; try again shortly.")
                    .contains("Sign out");
        }
    }

    @Test
    void a_call_can_be_decided_while_the_audit_log_is_away() {
        ApprovalView held = services.queue.put(Held.aRequest().view());
        services.away("/v1/events");
        Visitor alice = Visitor.signedIn(origin(), "alice");

        HttpResponse<String> page = alice.get("/approvals/" + held.id());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"vote\"", "does not answer");
    }

    @Test
    void what_an_agent_wrote_can_neither_hide_nor_break_out() {
        ApprovalView held =
                services.queue.put(
                        Held.aRequest()
                                .command(
                                        "Removes <b>build</b>",
                                        "rm -rf build\u202e # </code><script>alert(1)</script>")
                                .view());
        Visitor alice = Visitor.signedIn(origin(), "alice");

        String page = alice.get("/approvals/" + held.id()).body();

        assertThat(page)
                .contains("\\u{202E}", "&lt;script&gt;")
                .doesNotContain("\u202e", "<b>build", "<script>alert");
    }

    @Test
    void events_are_found_by_filter_and_page() {
        var session = dev.countersign.audit.api.SessionId.next();
        for (int i = 0; i < 12; i++) {
            services.log.add(
                    "decision.made",
                    session,
                    Map.of("tool", "Bash", "effect", "allow"),
                    Map.of("input", Map.of("arguments", Map.of("command", "ls " + i))));
        }
        Visitor carol = Visitor.signedIn(origin(), "carol");

        String newest = carol.get("/events?type=decision.made").body();
        assertThat(newest).contains("ls 11", "ls 2").doesNotContain("ls 1<");
        assertThat(newest).contains("/events?type=decision.made&amp;cursor=10");
        assertThat(carol.get("/events?type=decision.made&cursor=10").body()).contains("ls 1<");
        assertThat(carol.get("/events?q=nowhere").body()).contains("No event meets all of this");
    }

    @Test
    void an_event_shows_its_proof() {
        var event =
                services.log.add(
                        "session.killed",
                        dev.countersign.audit.api.SessionId.next(),
                        Map.of(),
                        Map.of(
                                "reason",
                                Map.of("text", "Ran wild"),
                                "actor",
                                Map.of("by", "alice")));
        Visitor carol = Visitor.signedIn(origin(), "carol");

        assertThat(carol.get("/events/" + event.id()).body())
                .contains("Session stopped by alice", "Ran wild", "c2sp.org/tlog-proof@v1");
        assertThat(carol.get("/events/" + event.id() + "/proof").body())
                .startsWith("c2sp.org/tlog-proof@v1");
        assertThat(Visitor.signedIn(origin(), "erin").get("/events/" + event.id()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_vote_sent_after_the_session_ended_is_not_cast_and_the_call_is_shown_again() {
        ApprovalView held = services.queue.put(Held.aRequest().view());
        Visitor alice = Visitor.signedIn(origin(), "alice");
        alice.forgetOurSession();

        HttpResponse<String> page =
                alice.post(vote(held), Map.of("vote", "approve", "reason", "Looked at it"));

        assertThat(page.uri().getPath()).isEqualTo("/approvals/" + held.id());
        assertThat(page.body()).contains("name=\"vote\"");
        assertThat(services.queue.stored(held.id()).votes()).isEmpty();
    }

    @Test
    void signing_out_ends_the_session() {
        Visitor alice = Visitor.signedIn(origin(), "alice");

        HttpResponse<String> left = alice.get("/sign-out");

        assertThat(left.uri().getPath()).isEqualTo("/signed-out");
        assertThat(left.body()).contains("You are signed out");
        assertThat(alice.get("/approvals").uri().getPath()).startsWith("/realms/countersign/");
    }

    private static final FakeServices.Asker ALICE =
            new FakeServices.Asker("alice", java.util.Set.of("approver"), java.util.Set.of());

    private static String vote(ApprovalView held) {
        return "/approvals/" + held.id() + "/votes";
    }

    private String origin() {
        return address.substring(0, address.length() - 1);
    }
}
