package dev.countersign.policy.secret;

import java.util.Locale;
import java.util.Optional;

/** The plain text with which everything begins that an expression finds. */
final class LiteralStart {
    private static final int SHORTEST = 3;

    private LiteralStart() {}

    /** In lower case; empty when there is none that is long enough to look for. */
    static Optional<String> of(String regex) {
        int end = 0;
        while (end < regex.length() && isPlain(regex.charAt(end))) {
            end++;
        }
        boolean repeated = end < regex.length() && "?*+{".indexOf(regex.charAt(end)) >= 0;
        int length = repeated ? end - 1 : end;
        return length < SHORTEST || regex.indexOf('|') >= 0
                ? Optional.empty()
                : Optional.of(regex.substring(0, length).toLowerCase(Locale.ROOT));
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-';
    }
}
