package dev.countersign.policy.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** A private key that signs bundles: Ed25519. Its text does not show the key. */
public final class SigningKey {
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey secret;
    private final VerifyingKey verifying;

    private SigningKey(KeyPair pair) {
        this.secret = pair.getPrivate();
        this.verifying = new VerifyingKey(pair.getPublic());
    }

    public static SigningKey generate() {
        return new SigningKey(pair(new SecureRandom()));
    }

    /**
     * Reads a PEM file with one unencrypted PKCS#8 key, as {@code openssl genpkey -algorithm
     * ed25519} writes it.
     *
     * @param name how the file is called in errors
     * @throws IllegalArgumentException if it holds no such key, or several
     */
    public static SigningKey read(String name, String pem) {
        List<Pem> blocks = Pem.all(name, pem);
        if (blocks.size() != 1) {
            throw new IllegalArgumentException(name + " does not hold exactly one private key");
        }
        Pem block = blocks.getFirst();
        if (!block.label().equals(LABEL)) {
            throw new IllegalArgumentException(
                    "%s holds a \"%s\", not an unencrypted \"%s\""
                            .formatted(name, block.label(), LABEL));
        }
        return new SigningKey(pair(seed(name, block.content())));
    }

    private static byte[] seed(String name, byte[] pkcs8) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return ((EdECPrivateKey) key).getBytes().orElseThrow();
        } catch (GeneralSecurityException other) {
            throw new IllegalArgumentException(name + " holds no Ed25519 key", other);
        }
    }

    /** The generator takes nothing from its source of randomness but the seed. */
    private static KeyPair pair(byte[] seed) {
        return pair(
                new SecureRandom() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void nextBytes(byte[] bytes) {
                        System.arraycopy(seed, 0, bytes, 0, bytes.length);
                    }
                });
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public VerifyingKey verifyingKey() {
        return verifying;
    }

    /** The secret itself, for a file that nobody else reads. */
    public String secretPem() {
        return new Pem(LABEL, secret.getEncoded()).text();
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "the private half of " + verifying;
    }
}
