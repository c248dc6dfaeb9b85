package dev.countersign.audit.api;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Makes and checks the text of identifiers. */
final class Ids {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();

    /**
     * Milliseconds and a 12-bit counter in one number, so that identifiers of one process ascend.
     */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    static String next(String prefix) {
        long now = CLOCK.millis() << 12;
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = (tick >>> 12) << 16 | 0x7000 | (tick & 0xfff);
        long low = RANDOM.nextLong() >>> 2 | 0x8000000000000000L;
        return prefix + encode(high, low);
    }

    static void require(String prefix, String value) {
        if (!value.startsWith(prefix)
                || value.length() != prefix.length() + LENGTH
                || value.chars().skip(prefix.length()).anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
            throw new IllegalArgumentException(
                    "'%s' is not an identifier that begins with %s".formatted(value, prefix));
        }
    }

    /** The 128 bits from the right in groups of five; the first character holds the last three. */
    private static String encode(long high, long low) {
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(text);
    }
}
