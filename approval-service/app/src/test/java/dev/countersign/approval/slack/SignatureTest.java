package dev.countersign.approval.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {

    /** Slack's own published example. */
    private static final String BODY =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String TIMESTAMP = "1531420618";
    private static final String SIGNATURE =
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    @Test
    void the_published_example_is_valid() {
        Signature signature = Signature.parse(TIMESTAMP, SIGNATURE).orElseThrow();

        assertThat(signature.covers(bytes(BODY), List.of(new Secret(SECRET)))).isTrue();
    }

    @Test
    void either_of_two_secrets_is_valid_during_a_rotation() {
        Signature signature = Signature.parse(TIMESTAMP, SIGNATURE).orElseThrow();

        assertThat(signature.covers(bytes(BODY), List.of(new Secret("new"), new Secret(SECRET))))
                .isTrue();
    }

    static Stream<Arguments> changed() {
        return Stream.of(
                argumentSet("one byte", BODY.replace("foobar", "foobaz")),
                argumentSet("plus for %20", BODY + "&a=b+c"),
                argumentSet("decoded", BODY.replace("%2F", "/")),
                argumentSet("empty", ""));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void another_body_is_not_covered(String body) {
        Signature signature = Signature.parse(TIMESTAMP, SIGNATURE).orElseThrow();

        assertThat(signature.covers(bytes(body), List.of(new Secret(SECRET)))).isFalse();
    }

    @Test
    void a_body_is_signed_byte_for_byte() {
        String body = "text=a+b%20c%2B";
        String signed = FakeSlack.sign(SECRET, TIMESTAMP, body);

        Signature signature = Signature.parse(TIMESTAMP, signed).orElseThrow();

        assertThat(signature.covers(bytes(body), List.of(new Secret(SECRET)))).isTrue();
        assertThat(signature.covers(bytes("text=a%20b%20c%2B"), List.of(new Secret(SECRET))))
                .isFalse();
    }

    @Test
    void it_is_fresh_for_five_minutes_in_both_directions() {
        Signature signature = Signature.parse(TIMESTAMP, SIGNATURE).orElseThrow();
        Instant sent = Instant.ofEpochSecond(1531420618);

        assertThat(signature.isFresh(sent.plusSeconds(300))).isTrue();
        assertThat(signature.isFresh(sent.minusSeconds(300))).isTrue();
        assertThat(signature.isFresh(sent.plusSeconds(301))).isFalse();
        assertThat(signature.isFresh(sent.minusSeconds(301))).isFalse();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                argumentSet("no timestamp", null, SIGNATURE),
                argumentSet("no signature", TIMESTAMP, null),
                argumentSet("empty timestamp", "", SIGNATURE),
                argumentSet("signed timestamp", "-1531420618", SIGNATURE),
                argumentSet("other digits", "١٥٣١٤٢٠٦١٨", SIGNATURE),
                argumentSet("long timestamp", "153142061815314206181531420618", SIGNATURE),
                argumentSet("other version", TIMESTAMP, SIGNATURE.replace("v0", "v1")),
                argumentSet("not hexadecimal", TIMESTAMP, "v0=zz" + SIGNATURE.substring(5)),
                argumentSet("odd length", TIMESTAMP, SIGNATURE + "0"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void headers_of_another_form_are_no_signature(String timestamp, String signature) {
        assertThat(Signature.parse(timestamp, signature)).isEmpty();
    }

    @Test
    void half_a_signature_covers_nothing() {
        Signature signature = Signature.parse(TIMESTAMP, SIGNATURE.substring(0, 35)).orElseThrow();

        assertThat(signature.covers(bytes(BODY), List.of(new Secret(SECRET)))).isFalse();
    }

    @Test
    void a_secret_does_not_print() {
        assertThat(List.of(new Secret(SECRET)).toString()).isEqualTo("[•••]");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
