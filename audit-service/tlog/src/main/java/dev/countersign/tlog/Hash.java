package dev.countersign.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value of the tree: 32 bytes. */
public final class Hash {

    public static final int BYTES = 32;

    /** Root of the tree without leaves. */
    public static final Hash EMPTY_TREE = new Hash(sha256().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @throws IllegalArgumentException if it is not 32 bytes long
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** The 32 bytes from {@code offset}. */
    static Hash at(byte[] bytes, int offset) {
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /**
     * @param text base64 with padding, in its one canonical spelling
     * @throws IllegalArgumentException otherwise
     */
    public static Hash ofBase64(String text) {
        return of(Text.base64(text));
    }

    public static Hash ofLeaf(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new Hash(digest.digest(leaf));
    }

    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** Root of the perfect tree over the hashes, whose number must be a power of two. */
    static Hash fold(byte[] hashes, int from, int count) {
        if (count == 1) {
            return at(hashes, from * BYTES);
        }
        int half = count / 2;
        return ofNode(fold(hashes, from, half), fold(hashes, from + half, half));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Text.base64(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
