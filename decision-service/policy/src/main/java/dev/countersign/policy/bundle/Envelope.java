package dev.countersign.policy.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A payload with signatures in the form of DSSE 1.0. What is signed names the payload's type, so a
 * signature over a manifest is worth nothing for anything else, nor the reverse.
 */
public final class Envelope {
    static final int MOST_SIGNATURES = 16;
    private static final int MOST_PAYLOAD = 1 << 20;

    private final String payloadType;
    private final byte[] payload;
    private final List<Signature> signatures;

    private Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * @param keyId which key it may be; nobody vouches for it
     */
    private record Signature(String keyId, byte[] bytes) {}

    /** The payload that was verified, and the trusted keys that signed it. */
    record Verified(byte[] payload, List<VerifyingKey> signers) {}

    static Envelope signed(String payloadType, byte[] payload, List<SigningKey> keys) {
        byte[] message = message(payloadType, payload);
        return new Envelope(
                payloadType,
                payload.clone(),
                keys.stream()
                        .map(key -> new Signature(key.verifyingKey().id(), key.sign(message)))
                        .toList());
    }

    /**
     * Reads an envelope. Whether anybody signed it is not looked at here.
     *
     * @throws BundleRefused if it is none
     */
    public static Envelope read(String json) {
        return of(JsonReader.read("the envelope", json));
    }

    /** Members that DSSE does not name are passed over, as it demands. */
    static Envelope of(Json json) {
        Fields fields = Fields.of("the envelope", json);
        byte[] payload = Base64Text.read("the envelope's payload", fields.text("payload"));
        if (payload.length > MOST_PAYLOAD) {
            throw new BundleRefused("the envelope's payload is larger than 1 MiB");
        }
        List<Json> entries = fields.items("signatures");
        if (entries.size() > MOST_SIGNATURES) {
            throw new BundleRefused("the envelope has more than 16 signatures");
        }
        List<Signature> signatures = new ArrayList<>();
        for (Json entry : entries) {
            signatures.add(signature("signature " + (signatures.size() + 1), entry));
        }
        return new Envelope(fields.text("payloadType"), payload, signatures);
    }

    private static Signature signature(String what, Json json) {
        Fields fields = Fields.of(what, json);
        return new Signature(
                fields.optionalText("keyid").orElse(""), Base64Text.read(what, fields.text("sig")));
    }

    /**
     * The payload, if one trusted key signed it as this type. Signatures by others count for
     * nothing.
     *
     * @throws BundleRefused otherwise
     */
    Verified verified(String wantedType, TrustedKeys trusted) {
        if (!payloadType.equals(wantedType)) {
            throw new BundleRefused(
                    "the envelope holds \"%s\", not \"%s\""
                            .formatted(Shown.of(payloadType), wantedType));
        }
        if (trusted.keys().isEmpty()) {
            throw new BundleRefused("no key is trusted here, so no bundle is accepted");
        }
        byte[] message = message(payloadType, payload);
        List<VerifyingKey> signers =
                trusted.inOrder().filter(key -> isSignedBy(key, message)).toList();
        if (signers.isEmpty()) {
            throw new BundleRefused(
                    "none of the trusted keys (%s) signed it; it carries %s"
                            .formatted(trusted, claims()));
        }
        return new Verified(payload.clone(), signers);
    }

    /** The hint of a signature is not looked at, so a wrong one hides nothing. */
    private boolean isSignedBy(VerifyingKey key, byte[] message) {
        return signatures.stream().anyMatch(signature -> key.verifies(message, signature.bytes()));
    }

    private String claims() {
        return signatures.isEmpty()
                ? "no signature"
                : signatures.stream()
                        .map(s -> s.keyId().isEmpty() ? "an unnamed key" : Shown.of(s.keyId()))
                        .collect(Collectors.joining(", ", "signatures that claim ", ""));
    }

    /** What is signed: DSSE's pre-authentication encoding. */
    static byte[] message(String payloadType, byte[] payload) {
        var out = new ByteArrayOutputStream(payload.length + 128);
        byte[] type = payloadType.getBytes(UTF_8);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(UTF_8));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** The envelope as DSSE writes it, without line ends. */
    public String json() {
        return "{\"payload\":%s,\"payloadType\":%s,\"signatures\":[%s]}"
                .formatted(
                        JsonText.quoted(Base64Text.of(payload)),
                        JsonText.quoted(payloadType),
                        signatures.stream()
                                .map(
                                        s ->
                                                "{\"keyid\":%s,\"sig\":%s}"
                                                        .formatted(
                                                                JsonText.quoted(s.keyId()),
                                                                JsonText.quoted(
                                                                        Base64Text.of(s.bytes()))))
                                .collect(Collectors.joining(",")));
    }
}
