package dev.countersign.approval.slack;

import static dev.countersign.approval.slack.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.approval.slack.FakeSlack.Trouble;
import dev.countersign.approval.slack.SlackGateway.Posted;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlackGatewayTest {

    private final FakeSlack slack = new FakeSlack();
    private final SlackGateway gateway = new SlackGateway(workspace(FakeSlack.TOKEN));
    private final Card card = Card.of(aRequest().view(), 1, "n1");

    @AfterEach
    void stop() {
        slack.close();
    }

    @Test
    void a_card_is_posted_and_updated_with_nothing_else_asked_of_slack() {
        Posted posted = done(gateway.post(FakeSlack.CHANNEL, card));
        Card second = Card.of(aRequest().view(), 2, "n2");

        Answer<Posted> updated = gateway.update(posted, second);

        assertThat(updated).isEqualTo(new Answer.Done<>(posted));
        assertThat(slack.cards()).singleElement().extracting("updates").isEqualTo(1);
        assertThat(slack.calls()).containsExactly("chat.postMessage", "chat.update");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet(
                        "too many",
                        new Trouble.Status(429, "7"),
                        new Answer.Failed<>(Fault.LATER, "ratelimited", Duration.ofSeconds(7))),
                argumentSet(
                        "broken",
                        new Trouble.Status(500, ""),
                        new Answer.Failed<>(Fault.LATER, "http_500", Duration.ZERO)),
                argumentSet(
                        "revoked",
                        new Trouble.Error("token_revoked"),
                        new Answer.Failed<>(Fault.SETUP, "token_revoked", Duration.ZERO)),
                argumentSet(
                        "archived",
                        new Trouble.Error("is_archived"),
                        new Answer.Failed<>(Fault.DESTINATION, "is_archived", Duration.ZERO)),
                argumentSet(
                        "never heard of",
                        new Trouble.Error("something_new"),
                        new Answer.Failed<>(Fault.LATER, "something_new", Duration.ZERO)),
                argumentSet(
                        "hung up",
                        new Trouble.HangUp(),
                        new Answer.Failed<>(Fault.LATER, "IOException", Duration.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_a_value(Trouble trouble, Answer<Posted> expected) {
        slack.trouble("chat.postMessage", trouble);

        assertThat(gateway.post(FakeSlack.CHANNEL, card)).isEqualTo(expected);
    }

    @Test
    void a_silent_slack_is_given_up_on() {
        CountDownLatch never = new CountDownLatch(1);
        slack.trouble("users.info", new Trouble.Slow(never));

        Answer<SlackPerson> answer = gateway.person("U1");
        never.countDown();

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.LATER));
    }

    @Test
    void a_message_that_is_gone_cannot_be_updated() {
        assertThat(gateway.update(new Posted(FakeSlack.CHANNEL, "1.2"), card))
                .isEqualTo(Answer.Failed.with("message_not_found"));
        assertThat(Fault.of("message_not_found")).isEqualTo(Fault.GONE);
    }

    @Test
    void a_wrong_token_is_a_matter_of_setup() {
        SlackGateway wrong = new SlackGateway(workspace("xoxb-other"));

        assertThat(wrong.post(FakeSlack.CHANNEL, card))
                .isEqualTo(new Answer.Failed<>(Fault.SETUP, "invalid_auth", Duration.ZERO));
    }

    @Test
    void the_dialog_keeps_slacks_limits() {
        DenyDialog.Origin origin = new DenyDialog.Origin("C1", "1790000000.000100", "v1:x:y:z");

        Answer<String> opened = gateway.open("trigger.1", DenyDialog.from(origin));

        assertThat(opened).isInstanceOf(Answer.Done.class);
        assertThat(slack.modals().getFirst().path("private_metadata").asText())
                .isEqualTo("C1 1790000000.000100 v1:x:y:z");
    }

    private Workspace workspace(String token) {
        return new Workspace(
                new Secret(token),
                List.of(new Secret(FakeSlack.SECRET)),
                FakeSlack.TEAM,
                FakeSlack.APP,
                FakeSlack.CHANNEL,
                URI.create(slack.apiUrl()),
                Optional.empty());
    }

    private static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T>(T value) -> value;
            case Answer.Failed<T> failed -> throw new AssertionError(failed);
        };
    }
}
