package dev.countersign.decision.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** What a commit holds of policies. */
sealed interface Content {

    /**
     * Policy files and tests of them.
     *
     * @param texts by their paths from the configured folder
     */
    record Plain(SortedMap<String, String> texts) implements Content {
        @Override
        public String digest() {
            MessageDigest digest = sha256();
            texts.forEach(
                    (path, text) -> {
                        digest.update((path + '\0' + text.length() + '\0').getBytes(UTF_8));
                        digest.update(text.getBytes(UTF_8));
                    });
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    /** A bundle as it is, signed or not. */
    record Signed(byte[] bundle) implements Content {
        @Override
        public String digest() {
            return HexFormat.of().formatHex(sha256().digest(bundle));
        }
    }

    /** SHA-256 in hexadecimal; equal for commits that differ in nothing of policies. */
    String digest();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is part of every JDK", missing);
        }
    }
}
