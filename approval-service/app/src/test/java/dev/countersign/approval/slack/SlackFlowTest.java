package dev.countersign.approval.slack;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.request.Api;
import dev.countersign.approval.request.ReleasedRightly;
import dev.countersign.approval.request.TurnedNow;
import dev.countersign.approval.slack.FakeSlack.Message;
import dev.countersign.approval.slack.FakeSlack.Trouble;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way through Slack: a card, a click, one account, a vote, the card again. */
@QuarkusTest
@TestProfile(WithSlack.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
class SlackFlowTest {

    private static final Links LINKS = new Links();

    FakeSlack slack;
    @Inject Api api;
    @Inject TurnedNow now;
    @Inject ReleasedRightly released;
    @Inject EntityManager database;

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void everybody_is_in_slack() {
        slack.reset();
        for (String name : List.of("alice", "bob", "dave", "erin")) {
            slack.person(idOf(name));
            LINKS.link(name, FakeSlack.TEAM + ":" + idOf(name));
        }
    }

    @AfterEach
    void the_laws_still_hold() {
        now.turn(Duration.ZERO);
        released.assertNothingReleasedUnapproved();
    }

    @Test
    void a_click_on_the_card_approves_and_the_card_says_so() throws Exception {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);

        var answer = slack.click(service, card, "UALICE", "approve");
        Message after = awaitCard(card, "Approved. Approved by alice.");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(after.button("approve")).isEmpty();
        assertThat(after.text())
                .isEqualTo("Approved: agent code-assistant-prod wants to use Write");
        approval(id)
                .body("status", equalTo("APPROVED"))
                .body("votes[0].voter", equalTo("alice"))
                .body("votes[0].channel", equalTo("slack"));
        assertThat(shownTo("alice", id)).isEqualTo(sha256(card.text() + "\n" + card.asSent()));
        slack.await(() -> !slack.replies().isEmpty());
        assertThat(slack.replies())
                .singleElement()
                .satisfies(
                        reply -> {
                            assertThat(reply.thread()).isEqualTo(card.ts());
                            assertThat(reply.text())
                                    .isEqualTo(
                                            "Approved. Approved by alice.\n"
                                                    + "• alice approved in slack");
                        });
    }

    @Test
    void a_second_click_changes_nothing_and_says_so() {
        String id = api.opened(anOrder().quorum(2).build());
        Message card = cardOf(id);

        slack.click(service, card, "UALICE", "approve");
        slack.click(service, card, "UALICE", "approve");

        awaitWhisper("UALICE", "You have already voted on this.");
        Message after = awaitCard(card, "1 of 2 approvals");
        approval(id).body("status", equalTo("PENDING")).body("approvals", equalTo(1));
        slack.click(service, after, "UBOB", "approve");
        awaitCard(card, "Approved by alice, bob.");
    }

    @Test
    void the_very_same_request_sent_again_is_one_click() {
        String id = api.opened(anOrder().quorum(2).build());
        Message card = cardOf(id);
        ObjectNode click = slack.click(card, "UALICE", "approve", valueOf(card, "approve"));

        assertThat(slack.interact(service, click).statusCode()).isEqualTo(200);
        assertThat(slack.interact(service, click).statusCode()).isEqualTo(200);

        awaitCard(card, "1 of 2 approvals");
        assertThat(clicksOn(card)).isEqualTo(1);
        assertThat(slack.whispers()).isEmpty();
    }

    @Test
    void of_two_who_click_at_once_one_decides_and_the_other_is_told() {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);

        slack.click(service, card, "UALICE", "approve");
        slack.click(service, card, "UBOB", "approve");

        slack.await(() -> !slack.whispers().isEmpty());
        assertThat(slack.whispers())
                .singleElement()
                .satisfies(
                        said ->
                                assertThat(said.text())
                                        .startsWith("This was already decided. Approved by "));
        approval(id).body("status", equalTo("APPROVED")).body("approvals", equalTo(1));
    }

    @Test
    void a_denial_asks_for_a_reason_and_the_agent_gets_it() {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);

        slack.click(service, card, "UBOB", "deny");
        slack.await(() -> slack.modals().size() == 1);
        var tooShort = slack.submit(service, "UBOB", "  no  ");
        var accepted = slack.submit(service, "UBOB", "Wrong environment");

        assertThat(tooShort.body())
                .isEqualTo(
                        """
                        {"response_action":"errors","errors":{"reason":"Say why in at least 10 \
                        characters; the agent will read it."}}""");
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(accepted.body()).isEmpty();
        Message after = awaitCard(card, "Denied. bob denied it: Wrong environment");
        assertThat(after.button("approve")).isEmpty();
        approval(id)
                .body("status", equalTo("DENIED"))
                .body("resolution", equalTo("bob denied it: Wrong environment"));
    }

    static Stream<Arguments> notAllowed() {
        return Stream.of(
                argumentSet(
                        "the operator", "UDAVE", "Operators and owners never approve their own"),
                argumentSet("outside the group", "UERIN", "You are in none of the groups"),
                argumentSet("nobody's", "UNOBODY", "Your Slack identity belongs to no account."));
    }

    @ParameterizedTest
    @MethodSource("notAllowed")
    void who_may_not_decide_is_told_why(String person, String why) {
        slack.person("UNOBODY");
        String id = api.opened(anOrder().build());

        slack.click(service, cardOf(id), person, "approve");

        awaitWhisper(person, why);
        assertUndecided(id);
        assertThat(refusalsOf(id)).hasSize(1);
    }

    @Test
    void an_identity_of_two_accounts_is_nobodys() {
        LINKS.link("bob", FakeSlack.TEAM + ":UALICE");
        String id = api.opened(anOrder().build());

        slack.click(service, cardOf(id), "UALICE", "approve");

        awaitWhisper("UALICE", "Your Slack identity belongs to more than one account.");
        assertUndecided(id);
    }

    static Stream<Arguments> notColleagues() {
        return Stream.of(
                argumentSet("deleted", "deleted", true),
                argumentSet("bot", "is_bot", true),
                argumentSet("guest", "is_restricted", true),
                argumentSet("single-channel guest", "is_ultra_restricted", true),
                argumentSet("stranger", "is_stranger", true),
                argumentSet("other workspace", "team_id", "T2"));
    }

    @ParameterizedTest
    @MethodSource("notColleagues")
    void guests_bots_and_strangers_decide_nothing(String field, Object value) {
        slack.person("UALICE", field, value);
        String id = api.opened(anOrder().build());

        slack.click(service, cardOf(id), "UALICE", "approve");

        slack.await(() -> !slack.whispers().isEmpty());
        assertUndecided(id);
        assertThat(refusalsOf(id)).hasSize(1);
    }

    static Stream<Arguments> forged() {
        return Stream.of(
                argumentSet(
                        "another app",
                        (Consumer<ObjectNode>) click -> click.put("api_app_id", "A2"),
                        "This came through another Slack app."),
                argumentSet(
                        "another workspace",
                        (Consumer<ObjectNode>) click -> click.withObject("/team").put("id", "T2"),
                        "You belong to another Slack workspace."),
                argumentSet(
                        "a person of another workspace",
                        (Consumer<ObjectNode>)
                                click -> click.withObject("/user").put("team_id", "T2"),
                        "You belong to another Slack workspace."),
                argumentSet(
                        "another digest",
                        value(text -> text.replaceFirst(":[0-9a-f]{16}:", ":0000000000000000:")),
                        "The card has changed since."),
                argumentSet(
                        "another nonce", value(text -> text + "x"), "The card has changed since."),
                argumentSet(
                        "another message",
                        (Consumer<ObjectNode>)
                                click ->
                                        click.withObject("/container")
                                                .put("message_ts", "1790000000.999999"),
                        "This message is not the card of that request."),
                argumentSet(
                        "another channel",
                        (Consumer<ObjectNode>)
                                click -> click.withObject("/container").put("channel_id", "C2"),
                        ""),
                argumentSet(
                        "no such request",
                        value(
                                text ->
                                        text.replaceFirst(
                                                "apr_[^:]+", "apr_01kazzzzzzfzzrzzzzzzzzzzzz")),
                        "This message is not the card of that request."),
                argumentSet(
                        "no value",
                        value(text -> ""),
                        "This message is not the card of that request."));
    }

    @ParameterizedTest
    @MethodSource("forged")
    void a_click_that_stands_on_nothing_shown_is_refused(Consumer<ObjectNode> forgery, String why) {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);
        ObjectNode click = slack.click(card, "UALICE", "approve", valueOf(card, "approve"));
        forgery.accept(click);

        assertThat(slack.interact(service, click).statusCode()).isEqualTo(200);

        if (why.isEmpty()) {
            slack.await(() -> slack.calls().contains("chat.postEphemeral"));
        } else {
            awaitWhisper("UALICE", why);
        }
        assertUndecided(id);
    }

    @Test
    void a_card_of_one_request_decides_no_other() {
        String one = api.opened(anOrder().build());
        String other = api.opened(anOrder().build());
        ObjectNode click =
                slack.click(cardOf(one), "UALICE", "approve", valueOf(cardOf(other), "approve"));

        slack.interact(service, click);

        awaitWhisper("UALICE", "This message is not the card of that request.");
        assertUndecided(one);
        assertUndecided(other);
    }

    @Test
    void what_does_not_fit_has_no_approve_button_and_a_forged_click_is_refused() {
        String id = api.opened(running("echo " + "x".repeat(10_000)));
        Message card = cardOf(id);
        assertThat(card.button("approve")).isEmpty();
        assertThat(card.button("open")).isPresent();
        String value = "v1:%s:%s:%s".formatted(id, "ab".repeat(8), nonceOf(id));

        slack.interact(service, slack.click(card, "UALICE", "approve", value));

        awaitWhisper("UALICE", "The action does not fit into Slack");
        assertUndecided(id);
    }

    @Test
    void hostile_text_is_shown_literally() {
        String id = api.opened(running("echo <!channel> \u202e <https://evil|good>"));

        Message card = cardOf(id);

        assertThat(card.everything()).contains("echo <!channel> ⟦U+202E⟧ <https://evil|good>");
        assertThat(card.text()).doesNotContain("<");
    }

    @Test
    void a_decision_in_the_dashboard_shows_on_the_card() {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);

        api.vote("alice", id, "deny").then().statusCode(200);

        awaitCard(card, "Denied. alice denied it: seen and understood");
    }

    @Test
    void a_withdrawn_request_shows_on_the_card() {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);

        api.asService("decision-service")
                .body(Map.of("reason", "the session was killed"))
                .post("/v1/approvals/{id}/withdrawal", id)
                .then()
                .statusCode(200);

        awaitCard(card, "Cancelled. Withdrawn: the session was killed");
    }

    @Test
    void an_expired_request_shows_on_the_card_and_a_late_click_is_told() {
        String id = api.opened(anOrder().ttl(Duration.ofMinutes(1)).build());
        Message card = cardOf(id);

        now.turn(Duration.ofMinutes(2));
        awaitCard(card, "Nobody decided it in time; 0 of 1 approved.");
        now.turn(Duration.ZERO);
        slack.click(service, card, "UALICE", "approve");

        awaitWhisper("UALICE", "This was already decided. Nobody decided it in time");
        approval(id).body("status", equalTo("EXPIRED"));
    }

    @Test
    void while_slack_is_down_the_request_is_held_and_its_card_comes_later() {
        slack.isDown(true);
        String id = api.opened(anOrder().build());
        slack.await(() -> slack.calls().contains("chat.postMessage"));
        awaitHealth("degraded");

        slack.isDown(false);
        Message card = cardOf(id);

        assertUndecided(id);
        awaitHealth("connected");
        slack.click(service, card, "UALICE", "approve");
        awaitCard(card, "Approved by alice.");
    }

    @Test
    void slack_is_left_alone_for_as_long_as_it_wants() {
        slack.trouble("chat.postMessage", new Trouble.Status(429, "1"));

        String id = api.opened(anOrder().build());

        assertThat(cardOf(id)).isNotNull();
        assertThat(slack.calls()).containsExactly("chat.postMessage", "chat.postMessage");
    }

    @Test
    void a_card_that_slack_kept_without_saying_so_decides_nothing() {
        slack.trouble("chat.postMessage", new Trouble.HangUp());
        String id = api.opened(anOrder().build());
        slack.await(() -> slack.cards().size() == 2);
        Message lost = slack.cards().getFirst();
        Message known = slack.cards().getLast();

        slack.click(service, lost, "UALICE", "approve");
        awaitWhisper("UALICE", "This message is not the card of that request.");
        assertUndecided(id);

        slack.click(service, known, "UALICE", "approve");
        awaitCard(known, "Approved by alice.");
    }

    @Test
    void a_decision_stands_although_its_card_is_gone() {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);
        String value = valueOf(card, "approve");
        slack.forget(card);

        slack.interact(service, slack.click(card, "UALICE", "approve", value));

        slack.await(() -> slack.calls().contains("chat.update"));
        approval(id).body("status", equalTo("APPROVED"));
        awaitHealth("connected");
    }

    @Test
    void a_card_that_slack_does_not_take_is_replaced_by_a_link() {
        slack.trouble("chat.postMessage", new Trouble.Error("invalid_blocks"));

        String id = api.opened(anOrder().build());

        Message card = cardOf(id);
        assertThat(card.button("approve")).isEmpty();
        assertThat(card.button("open")).isPresent();
    }

    @Test
    void slack_has_its_answer_although_everything_behind_it_is_slow() {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);
        CountDownLatch slow = new CountDownLatch(1);
        slack.trouble("users.info", new Trouble.Slow(slow));

        var answer = slack.click(service, card, "UALICE", "approve");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertUndecided(id);
        slow.countDown();
        awaitCard(card, "Approved by alice.");
    }

    @Test
    void an_expired_trigger_leads_to_the_dashboard() {
        slack.trouble("views.open", new Trouble.Error("expired_trigger_id"));
        String id = api.opened(anOrder().build());

        slack.click(service, cardOf(id), "UALICE", "deny");

        awaitWhisper("UALICE", "The dialog for your reason did not open");
        assertThat(slack.whispers().getFirst().text()).contains("/approvals/" + id);
    }

    @Test
    void what_is_not_signed_is_not_read() {
        String id = api.opened(anOrder().build());
        Message card = cardOf(id);
        String body = "payload=" + slack.click(card, "UALICE", "approve", valueOf(card, "approve"));
        URI interactions = service.resolve("/slack/interactions");
        long time = InstantSource.system().instant().getEpochSecond();

        assertThat(
                        List.of(
                                slack.send(interactions, body, "" + time, "v0=00").statusCode(),
                                signedAt(interactions, body, time - 310),
                                signedAt(interactions, body, time + 310),
                                slack.send(
                                                interactions,
                                                body,
                                                "" + time,
                                                FakeSlack.sign("other", "" + time, body))
                                        .statusCode()))
                .containsOnly(401);
        assertThat(clicksOn(card)).isZero();
        assertUndecided(id);
    }

    @Test
    void malformed_payloads_are_refused() {
        var answer = slack.post(service.resolve("/slack/interactions"), "payload=%7B");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("MALFORMED_PAYLOAD");
    }

    @Test
    void the_command_shows_the_way() {
        assertThat(slack.command(service, "UALICE", "pending").body())
                .contains("\"response_type\":\"ephemeral\"", "/approvals|What is waiting");
        assertThat(slack.command(service, "UALICE", "dance").body())
                .contains("/countersign pending");
        assertThat(slack.post(service.resolve("/slack/commands"), "ssl_check=1").body()).isEmpty();
    }

    @Test
    void slacks_question_about_the_events_address_is_answered() {
        var answer =
                slack.post(
                        service.resolve("/slack/events"),
                        "{\"type\":\"url_verification\",\"challenge\":\"c-1\"}");

        assertThat(answer.body()).isEqualTo("{\"challenge\":\"c-1\"}");
    }

    private int signedAt(URI to, String body, long time) {
        String timestamp = Long.toString(time);
        return slack.send(to, body, timestamp, FakeSlack.sign(FakeSlack.SECRET, timestamp, body))
                .statusCode();
    }

    private Message cardOf(String id) {
        slack.await(() -> find(id).findFirst().isPresent());
        return find(id).findFirst().orElseThrow();
    }

    private Stream<Message> find(String id) {
        return slack.cards().stream().filter(card -> card.asSent().contains(id));
    }

    private Message awaitCard(Message card, String text) {
        slack.await(() -> slack.now(card).asSent().contains(text));
        return slack.now(card);
    }

    private void awaitWhisper(String person, String text) {
        slack.await(
                () ->
                        slack.whispers().stream()
                                .anyMatch(
                                        said ->
                                                said.person().equals(person)
                                                        && said.text().contains(text)));
    }

    /** Readiness itself stays up throughout. */
    private void awaitHealth(String state) {
        slack.await(
                () -> {
                    var health = RestAssured.get("/q/health/ready").then().statusCode(200);
                    return health.extract()
                            .<List<String>>path("checks.findAll { it.name == 'slack' }.data.state")
                            .contains(state);
                });
    }

    private ValidatableResponse approval(String id) {
        return api.as("alice").get("/v1/approvals/{id}", id).then().statusCode(200);
    }

    private void assertUndecided(String id) {
        approval(id).body("status", equalTo("PENDING")).body("approvals", equalTo(0));
    }

    private static String valueOf(Message card, String action) {
        return card.button(action).orElseThrow().path("value").asText();
    }

    private static Consumer<ObjectNode> value(java.util.function.UnaryOperator<String> change) {
        return click -> {
            ObjectNode action = (ObjectNode) click.path("actions").get(0);
            action.put("value", change.apply(action.path("value").asText()));
        };
    }

    private static ApprovalOrder running(String command) {
        ApprovalOrder order = anOrder().build();
        return new ApprovalOrder(
                order.decision(),
                order.proposer(),
                order.digest(),
                Requests.command(command),
                order.rules(),
                order.reason(),
                order.policyVersion(),
                order.requirement());
    }

    private static String idOf(String name) {
        return "U" + name.toUpperCase(java.util.Locale.ROOT);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Transactional
    String shownTo(String voter, String id) {
        return one("select shown from vote where voter = :a and request = :b", voter, id);
    }

    @Transactional
    String nonceOf(String id) {
        return one("select nonce from slack_card where approval = :b and :a = ''", "", id);
    }

    @Transactional
    long clicksOn(Message card) {
        return ((Number)
                        database.createNativeQuery(
                                        "select count(*) from slack_click where message_ts = :ts")
                                .setParameter("ts", card.ts())
                                .getSingleResult())
                .longValue();
    }

    @Transactional
    List<?> refusalsOf(String id) {
        return database.createNativeQuery(
                        """
                        select event_id from outbox where type = 'approval.vote-refused'
                        and convert_from(payload, 'UTF8') like '%' || :id || '%'
                        """)
                .setParameter("id", id)
                .getResultList();
    }

    private String one(String query, String a, String b) {
        return (String)
                database.createNativeQuery(query)
                        .setParameter("a", a)
                        .setParameter("b", b)
                        .getSingleResult();
    }
}
