package dev.countersign.audit.leaf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A part of an event that is not in the log's tree. The leaf holds only its commitment: whoever has
 * salt and body can show that they are the recorded ones, and once both are erased the commitment
 * says nothing.
 *
 * @param salt 32 random bytes
 * @param body UTF-8 text of a canonical JSON object
 */
public record Section(SectionName name, byte[] salt, byte[] body) {

    public static final int SALT_BYTES = 32;

    public Section {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
        }
    }

    /**
     * SHA-256 over {@code audit-section/v1}, a newline, the name, a newline, salt and body:
     * base64url without padding, 43 characters.
     */
    public String commitment() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(("audit-section/v1\n" + name.text() + "\n").getBytes(UTF_8));
            hash.update(salt);
            hash.update(body);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
