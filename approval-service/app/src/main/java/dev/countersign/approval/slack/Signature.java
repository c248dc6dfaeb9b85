package dev.countersign.approval.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What Slack puts on a request to prove that it comes from Slack. It is computed over the bytes as
 * they arrived, so it has to be checked before anything parses them.
 *
 * @param sentAt when Slack says it sent the request
 * @param mac what Slack computed
 */
record Signature(Instant sentAt, byte[] mac) {

    private static final Duration WINDOW = Duration.ofSeconds(300);
    private static final String VERSION = "v0=";

    /** Empty if a header is missing or not of its form. */
    static Optional<Signature> parse(@Nullable String timestamp, @Nullable String signature) {
        if (timestamp == null
                || signature == null
                || !timestamp.matches("[0-9]{1,11}")
                || !signature.startsWith(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Signature(
                            Instant.ofEpochSecond(Long.parseLong(timestamp)),
                            HexFormat.of().parseHex(signature.substring(VERSION.length()))));
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
    }

    /** Whether one of the secrets made it for this body. Two are valid during a rotation. */
    boolean covers(byte[] body, List<Secret> secrets) {
        boolean covered = false;
        for (Secret secret : secrets) {
            covered |= MessageDigest.isEqual(expected(body, secret), mac);
        }
        return covered;
    }

    /** A request from too far back may be a replay; one from the future cannot be honest. */
    boolean isFresh(Instant now) {
        return Duration.between(sentAt, now).abs().compareTo(WINDOW) <= 0;
    }

    private byte[] expected(byte[] body, Secret secret) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            hmac.update(
                    ("v0:" + sentAt.getEpochSecond() + ":").getBytes(StandardCharsets.US_ASCII));
            return hmac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }
}
