package dev.countersign.tlog;

import java.util.Base64;

/** Strict spellings: each value has exactly one text, and every other one is refused. */
final class Text {

    private Text() {}

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] base64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!base64(bytes).equals(text)) {
            throw new IllegalArgumentException("not the canonical base64 spelling");
        }
        return bytes;
    }

    /** ASCII decimal without leading zeros, 0 to 2^63-1. */
    static long number(String text) {
        boolean digits =
                !text.isEmpty()
                        && text.length() <= 19
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() > 1 && text.charAt(0) == '0') {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return Long.parseLong(text);
    }
}
