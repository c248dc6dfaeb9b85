package dev.countersign.decision.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The text of a key. Its {@code toString} gives nothing away. */
final class KeySecret {

    static final String PREFIX = "csk_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    KeySecret(String text) {
        this.text = text;
    }

    static KeySecret random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new KeySecret(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String reveal() {
        return text;
    }

    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names the key towards people; tells nothing about it. */
    String handle() {
        return hash().substring(0, 12);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
