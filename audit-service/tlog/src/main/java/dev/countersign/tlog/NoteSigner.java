package dev.countersign.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** A private key that signs notes. Its text does not show the key. */
public final class NoteSigner {

    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int SEED_BYTES = 32;

    private final NoteKey key;
    private final PrivateKey secret;

    private NoteSigner(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /**
     * @param seed the 32 bytes from which Ed25519 derives everything
     * @throws IllegalArgumentException if it has another length
     */
    public static NoteSigner of(String name, NoteKey.Kind kind, byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
        }
        try {
            byte[] encoded =
                    ByteBuffer.allocate(PKCS8.length + SEED_BYTES).put(PKCS8).put(seed).array();
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new NoteSigner(new NoteKey(name, kind, publicKey(seed)), secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The generator takes nothing from its source of randomness but the seed. */
    private static byte[] publicKey(byte[] seed) throws GeneralSecurityException {
        java.security.KeyPairGenerator generator =
                java.security.KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(
                NamedParameterSpec.ED25519,
                new SecureRandom() {
                    @Override
                    public void nextBytes(byte[] bytes) {
                        System.arraycopy(seed, 0, bytes, 0, bytes.length);
                    }
                });
        byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length);
    }

    public NoteKey key() {
        return key;
    }

    SignedNote.Line sign(String text) {
        if (key.kind() != NoteKey.Kind.ED25519) {
            throw new IllegalStateException("a cosignature needs a time");
        }
        return line(ed25519(text));
    }

    /**
     * A witness's line below a checkpoint.
     *
     * @param seconds since 1970, not negative
     */
    public SignedNote.Line cosign(String text, long seconds) {
        byte[] signature = ed25519(NoteKey.cosigned(seconds, text));
        return line(
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(seconds)
                        .put(signature)
                        .array());
    }

    private SignedNote.Line line(byte[] signature) {
        byte[] id = key.id();
        return new SignedNote.Line(
                key.name(),
                ByteBuffer.allocate(id.length + signature.length).put(id).put(signature).array());
    }

    private byte[] ed25519(String message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(message.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
