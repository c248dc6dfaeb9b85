package dev.countersign.policy.history;

import dev.countersign.policy.action.Wild;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file that the agent wrote.
 *
 * @param digest another one whenever the file was written anew; SHA-256 in hexadecimal
 * @param text what it holds, with the marks of {@link Wild} where that is not known; empty if the
 *     agent wrote it and nothing is known of its content. Where only additions to a file of the
 *     project are known, these alone: the rest is what it was before
 */
public record RememberedFile(String digest, Optional<String> text) {
    /**
     * In a text: a secret stood here, or something was changed. It is a part of what was there
     * before, not of what came from elsewhere.
     */
    public static final String CHANGED = "" + Wild.ANYTHING + Wild.TAME;

    public static RememberedFile of(String text) {
        return new RememberedFile(sha256(text), Optional.of(text));
    }

    /**
     * @param call tells the call that wrote it from others
     */
    public static RememberedFile unknown(String call) {
        return new RememberedFile(sha256("unknown " + call), Optional.empty());
    }

    /** A part of it is not known any more. */
    RememberedFile altered(String call) {
        return new RememberedFile(
                sha256(digest + " altered " + call), text.map(RememberedFile::partly));
    }

    /** Something of a file of the project was changed, and not told what. */
    static RememberedFile alteredByTheProject(String call) {
        return new RememberedFile(sha256("altered " + call), Optional.of(CHANGED));
    }

    private static String partly(String text) {
        String end = "\n" + CHANGED;
        return text.endsWith(end) ? text : text + end;
    }

    /** The same file where its content cannot be kept. */
    public RememberedFile withoutText() {
        return new RememberedFile(digest, Optional.empty());
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
