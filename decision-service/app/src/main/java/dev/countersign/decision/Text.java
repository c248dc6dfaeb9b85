package dev.countersign.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.policy.masking.Masker;
import dev.countersign.runtime.Refused;

/** Text as PostgreSQL takes it. */
public final class Text {

    private static final int LONGEST_NAME = 200;

    private Text() {}

    /** NUL and halves of surrogate pairs, which an agent may send, become U+FFFD. */
    public static String storable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(
                        c ->
                                c == 0
                                                || c >= Character.MIN_SURROGATE
                                                        && c <= Character.MAX_SURROGATE
                                        ? 0xFFFD
                                        : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /**
     * For names: they are kept as they came, or not at all, because two of them must not become
     * one.
     *
     * @throws Refused INVALID_ORDER
     */
    public static void requireStorable(String what, String text) {
        if (text.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text)) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "'%s' holds a null character or half a surrogate pair.".formatted(what));
        }
    }

    /**
     * Things are found by their names, so a name cannot be masked and may hold no credential.
     *
     * @throws Refused INVALID_ORDER
     */
    public static void requireName(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "'%s' takes 1 to %d characters.".formatted(what, LONGEST_NAME));
        }
        requireStorable(what, text);
        Masker.shipped()
                .credentialIn(text)
                .ifPresent(
                        kind -> {
                            throw new Refused(
                                    DecisionError.INVALID_ORDER,
                                    "'%s' holds a credential (%s), which would be kept; use another name."
                                            .formatted(what, kind));
                        });
    }
}
