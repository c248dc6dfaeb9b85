package dev.countersign.policy.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public half of a key that signs bundles: Ed25519. */
public final class VerifyingKey {
    static final String LABEL = "PUBLIC KEY";

    private final PublicKey key;
    private final String id;

    VerifyingKey(PublicKey key) {
        this.key = key;
        this.id = Sha256.of(key.getEncoded());
    }

    /**
     * Reads a PEM file with one X.509 SubjectPublicKeyInfo, as {@code openssl pkey -pubout} writes
     * it.
     *
     * @param name how the file is called in errors
     * @throws IllegalArgumentException if it holds no such key, or several
     */
    public static VerifyingKey read(String name, String pem) {
        List<VerifyingKey> keys = all(name, pem);
        if (keys.size() != 1) {
            throw new IllegalArgumentException(name + " holds several public keys; give one");
        }
        return keys.getFirst();
    }

    static List<VerifyingKey> all(String name, String pem) {
        List<VerifyingKey> keys =
                Pem.all(name, pem).stream().map(block -> of(name, block)).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no public key in PEM form");
        }
        return keys;
    }

    private static VerifyingKey of(String name, Pem block) {
        if (!block.label().equals(LABEL)) {
            throw new IllegalArgumentException(
                    "%s holds a \"%s\", not a \"%s\"".formatted(name, block.label(), LABEL));
        }
        try {
            var encoded = new X509EncodedKeySpec(block.content());
            return new VerifyingKey(KeyFactory.getInstance("Ed25519").generatePublic(encoded));
        } catch (GeneralSecurityException other) {
            throw new IllegalArgumentException(name + " holds no Ed25519 key", other);
        }
    }

    /**
     * The SHA-256 digest of the key's DER form, 64 hexadecimal digits: what {@code openssl pkey
     * -pubin -outform DER | sha256sum} gives.
     */
    public String id() {
        return id;
    }

    public String pem() {
        return new Pem(LABEL, key.getEncoded()).text();
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifyingKey that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
