package dev.countersign.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key that verifies signatures on notes. Two keys are equal if their texts are.
 *
 * @param name of the signer; by custom a web address without a scheme
 * @param key 32 bytes
 */
public record NoteKey(String name, Kind kind, byte[] key) {

    /** What is signed besides the text. */
    public enum Kind {
        /** Ed25519 over the text. */
        ED25519(1),
        /** Ed25519 over the text and the time at which a witness saw it. */
        COSIGNATURE(4);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        private static Kind of(byte code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("a key of unknown kind " + code));
        }
    }

    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    public NoteKey {
        requireName(name);
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
        }
    }

    /**
     * @param vkey name, key identifier and key, joined by plus signs
     * @throws IllegalArgumentException if it is not of that form or the identifier is not the key's
     */
    public static NoteKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a verifier key");
        }
        byte[] key = Text.base64(parts[2]);
        if (key.length == 0) {
            throw new IllegalArgumentException("not a verifier key");
        }
        NoteKey parsed =
                new NoteKey(parts[0], Kind.of(key[0]), Arrays.copyOfRange(key, 1, key.length));
        if (!parsed.toString().equals(vkey)) {
            throw new IllegalArgumentException("the key identifier is not that of the key");
        }
        return parsed;
    }

    static String requireName(String name) {
        boolean bad =
                name.isEmpty()
                        || name.codePoints()
                                .anyMatch(
                                        c ->
                                                c == '+'
                                                        || c == 0x85
                                                        || Character.isWhitespace(c)
                                                        || Character.isSpaceChar(c));
        if (bad) {
            throw new IllegalArgumentException("not the name of a key: '" + name + "'");
        }
        return name;
    }

    byte[] id() {
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(UTF_8));
        digest.update(kind.code);
        return Arrays.copyOf(digest.digest(key), 4);
    }

    /** The line claims to be of this key. */
    boolean made(SignedNote.Line line) {
        return line.name().equals(name) && Arrays.equals(line.keyId(), id());
    }

    boolean verifies(String text, byte[] signature) {
        return switch (kind) {
            case ED25519 -> ed25519(text, signature);
            case COSIGNATURE -> cosignature(text, signature);
        };
    }

    private boolean cosignature(String text, byte[] signature) {
        if (signature.length != Long.BYTES + SIGNATURE_BYTES) {
            return false;
        }
        long seconds = ByteBuffer.wrap(signature).getLong();
        byte[] rest = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
        return seconds >= 0 && ed25519(cosigned(seconds, text), rest);
    }

    static String cosigned(long seconds, String text) {
        return "cosignature/v1\ntime " + seconds + "\n" + text;
    }

    private boolean ed25519(String message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey());
            verifier.update(message.getBytes(UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = ByteBuffer.allocate(X509.length + KEY_BYTES).put(X509).put(key).array();
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof NoteKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The verifier key as tools exchange it. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(kind.code).put(key).array();
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Text.base64(typed);
    }
}
