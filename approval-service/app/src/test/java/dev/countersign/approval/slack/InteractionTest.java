package dev.countersign.approval.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InteractionTest {

    private static final Interaction.Sender SENDER =
            new Interaction.Sender("A111", "T111", "U111", "T111");

    @Test
    void a_click_is_read() {
        Interaction interaction = parse(click("approve"));

        assertThat(interaction)
                .isEqualTo(
                        new Interaction.Click(
                                SENDER,
                                "C111",
                                "1790000000.000100",
                                "approve",
                                "1790000005.123456",
                                "v1:a:b:c",
                                "111.222.abc"));
    }

    @Test
    void a_reason_is_read() {
        Interaction interaction =
                parse(
                        """
                        {"type":"view_submission","team":{"id":"T111"},
                         "user":{"id":"U111","team_id":"T111"},"api_app_id":"A111",
                         "view":{"id":"V111","callback_id":"deny_reason",
                          "private_metadata":"C111 1790000000.000100 v1:a:b:c",
                          "state":{"values":{"reason":{"text":{"type":"plain_text_input",
                           "value":"Wrong environment"}}}}}}
                        """);

        assertThat(interaction)
                .isEqualTo(
                        new Interaction.ReasonGiven(
                                SENDER,
                                "V111",
                                new DenyDialog.Origin("C111", "1790000000.000100", "v1:a:b:c"),
                                "Wrong environment"));
    }

    static Stream<Arguments> boring() {
        return Stream.of(
                argumentSet("the link button", click("open")),
                argumentSet("in a view", click("approve").replace("\"message\"", "\"view\"")),
                argumentSet("a closed view", "{\"type\":\"view_closed\"}"),
                argumentSet("another dialog", "{\"type\":\"view_submission\",\"view\":{}}"));
    }

    @ParameterizedTest
    @MethodSource("boring")
    void what_we_have_no_use_for_is_of_no_interest(String payload) {
        assertThat(parse(payload)).isEqualTo(new Interaction.OfNoInterest());
    }

    @Test
    void odd_shapes_of_what_we_do_not_need_are_ignored() {
        String odd = click("approve").replace("\"enterprise\":null", "\"enterprise\":[[1]]");

        assertThat(parse(odd)).isEqualTo(parse(click("approve")));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                argumentSet("no json", "{"),
                argumentSet("nothing", ""),
                argumentSet("no type", "{}"),
                argumentSet("a null character", click("approve").replace("v1:a", "v1\\u0000")),
                argumentSet(
                        "two actions",
                        click("approve").replace("\"actions\":[", "\"actions\":[{},")),
                argumentSet("no actions", click("approve").replace("\"actions\"", "\"a\"")));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void other_payloads_are_refused(String payload) {
        assertThatThrownBy(() -> parse(payload)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Interaction parse(String payload) {
        String body = "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
        return Interaction.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String click(String action) {
        return """
        {"type":"block_actions","user":{"id":"U111","username":"alice","team_id":"T111"},
         "api_app_id":"A111","container":{"type":"message","message_ts":"1790000000.000100",
         "channel_id":"C111"},"trigger_id":"111.222.abc","team":{"id":"T111"},"enterprise":null,
         "state":{"values":{}},"actions":[{"type":"button","action_id":"%s","value":"v1:a:b:c",
         "action_ts":"1790000005.123456"}]}
        """
                .formatted(action);
    }
}
