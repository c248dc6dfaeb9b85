package dev.countersign.policy.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Text as it stands in addresses and forms. */
final class Encoded {
    private Encoded() {}

    /** The escapes undone; text with a per cent sign of its own is what it seems. */
    static String undone(String text) {
        return text.indexOf('%') < 0 ? text : decoded(text.replace("+", "%2B"), text);
    }

    /** As in a form, where a plus is a blank. */
    static String undoneInForm(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decoded(text, text);
    }

    private static String decoded(String text, String otherwise) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return otherwise;
        }
    }
}
