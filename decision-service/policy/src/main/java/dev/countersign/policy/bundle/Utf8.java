package dev.countersign.policy.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that are UTF-8 throughout, or are refused. */
final class Utf8 {
    private Utf8() {}

    static String text(String what, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException broken) {
            throw new BundleRefused(what + " is not valid UTF-8");
        }
    }
}
