package dev.countersign.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final byte[] HELLO = "hello world".getBytes(UTF_8);
    private static final String TYPE = "http://example.com/HelloWorld";

    /** The example of the DSSE protocol, version 1.0.2. */
    @Test
    void what_is_signed_is_the_encoding_that_dsse_prescribes() {
        assertThat(new String(Envelope.message(TYPE, HELLO), UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void lengths_are_those_of_the_bytes() {
        assertThat(new String(Envelope.message("ü", "€".getBytes(UTF_8)), UTF_8))
                .isEqualTo("DSSEv1 2 ü 3 €");
        assertThat(new String(Envelope.message("", new byte[0]), UTF_8)).isEqualTo("DSSEv1 0  0 ");
    }

    /** The envelope of the same example; ECDSA signed it, so here nobody did. */
    @Test
    void an_envelope_of_another_producer_is_read() {
        Envelope envelope =
                Envelope.read(
                        """
                        {"payload": "aGVsbG8gd29ybGQ=",
                         "payloadType": "http://example.com/HelloWorld",
                         "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}
                        """);

        assertThatThrownBy(() -> envelope.verified(TYPE, Keys.TRUSTED))
                .hasMessage(
                        "none of the trusted keys (%s) signed it; it carries signatures that claim an unnamed key"
                                .formatted(Keys.OURS.verifyingKey().id()));
    }

    @Test
    void members_that_dsse_does_not_name_are_passed_over() {
        String json = Envelope.signed(TYPE, HELLO, List.of(Keys.OURS)).json();
        String more = json.replace("{\"", "{\"x\":[1.5,true,null],\"");

        assertThat(Envelope.read(more).verified(TYPE, Keys.TRUSTED).payload()).isEqualTo(HELLO);
    }

    @Test
    void base64_for_addresses_is_read_as_well() {
        byte[] payload = {(byte) 0xfb, (byte) 0xff, (byte) 0xfe};
        String json = Envelope.signed(TYPE, payload, List.of(Keys.OURS)).json();
        assertThat(json).contains("\"+//+\"");

        String other = json.replace("\"+//+\"", "\"-__-\"");

        assertThat(Envelope.read(other).verified(TYPE, Keys.TRUSTED).payload()).isEqualTo(payload);
        assertThatThrownBy(() -> Envelope.read(json.replace("\"+//+\"", "\"-//+\"")))
                .hasMessage("the envelope's payload is no base64 in its one exact spelling");
    }

    @Test
    void a_signature_is_worth_nothing_for_another_type() {
        String json = Envelope.signed(TYPE, HELLO, List.of(Keys.OURS)).json();
        Envelope renamed = Envelope.read(json.replace(TYPE, Bundle.MANIFEST_TYPE));

        assertThatThrownBy(() -> renamed.verified(Bundle.MANIFEST_TYPE, Keys.TRUSTED))
                .hasMessageStartingWith("none of the trusted keys");
        assertThatThrownBy(() -> Envelope.read(json).verified(Bundle.MANIFEST_TYPE, Keys.TRUSTED))
                .hasMessage(
                        "the envelope holds \"%s\", not \"%s\""
                                .formatted(TYPE, Bundle.MANIFEST_TYPE));
    }

    @Test
    void a_signature_over_the_bare_payload_is_none() {
        String bare = Base64.getEncoder().encodeToString(Keys.OURS.sign(HELLO));
        Envelope envelope =
                Envelope.read(
                        """
                        {"payload":"aGVsbG8gd29ybGQ=","payloadType":"%s","signatures":[{"sig":"%s"}]}
                        """
                                .formatted(TYPE, bare));

        assertThatThrownBy(() -> envelope.verified(TYPE, Keys.TRUSTED))
                .hasMessageStartingWith("none of the trusted keys");
    }

    @Test
    void another_spelling_of_a_signature_is_none() {
        byte[] signature = Keys.OURS.sign(Envelope.message(TYPE, HELLO));
        byte[] longer = java.util.Arrays.copyOf(signature, 65);

        assertThat(envelope(signature).verified(TYPE, Keys.TRUSTED).payload()).isEqualTo(HELLO);
        assertThatThrownBy(() -> envelope(longer).verified(TYPE, Keys.TRUSTED))
                .hasMessageStartingWith("none of the trusted keys");
        signature[63] |= (byte) 0x10;
        assertThatThrownBy(() -> envelope(signature).verified(TYPE, Keys.TRUSTED))
                .hasMessageStartingWith("none of the trusted keys");
    }

    private static Envelope envelope(byte[] signature) {
        return Envelope.read(
                """
                {"payload":"aGVsbG8gd29ybGQ=","payloadType":"%s","signatures":[{"sig":"%s"}]}
                """
                        .formatted(TYPE, Base64.getEncoder().encodeToString(signature)));
    }
}
