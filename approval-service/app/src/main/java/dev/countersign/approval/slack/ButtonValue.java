package dev.countersign.approval.slack;

import dev.countersign.audit.api.ApprovalId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What a button carries: which request it is about and which drawing of its card it stands on. It
 * points, it authorises nothing, and it comes back from outside: everything in it is compared with
 * what is stored.
 *
 * @param digest the first 16 digits of the call's digest
 * @param nonce what tells this drawing of the card from all others
 */
record ButtonValue(ApprovalId approval, String digest, String nonce) {

    private static final String VERSION = "v1";
    private static final int DIGEST_PREFIX = 16;

    static ButtonValue of(ApprovalId approval, String digest, String nonce) {
        return new ButtonValue(
                approval, digest.substring(0, Math.min(DIGEST_PREFIX, digest.length())), nonce);
    }

    static Optional<ButtonValue> parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ButtonValue(new ApprovalId(parts[1]), parts[2], parts[3]));
        } catch (IllegalArgumentException notAnIdentifier) {
            return Optional.empty();
        }
    }

    boolean matches(ButtonValue other) {
        return approval.equals(other.approval)
                && same(digest, other.digest)
                && same(nonce, other.nonce);
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return String.join(":", VERSION, approval.value(), digest, nonce);
    }
}
