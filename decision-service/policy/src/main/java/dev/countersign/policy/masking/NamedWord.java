package dev.countersign.policy.masking;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.secret.SecretName;
import dev.countersign.policy.secret.SecretValue;
import java.util.Optional;

/**
 * A word of a command whose name says that it holds or announces a secret: {@code DB_PASS=…},
 * {@code --token …}, {@code --set auth.password=…}, {@code X-Api-Key: …}.
 */
final class NamedWord {

    /** Told of the characters of a word that are a secret. */
    interface Secret {
        void at(CommandWord word, int from, int to);
    }

    private final CommandWord word;
    private final String text;
    private final int from;

    /**
     * @param from where the part begins that its program does not read itself: after an attached
     *     option that is known
     */
    NamedWord(CommandWord word, int from) {
        this.word = word;
        this.text = word.text();
        this.from = from;
    }

    /**
     * @param next the word after it, empty if there is none that could be its value
     */
    void report(CommandWord next, Secret secret) {
        if (text.indexOf('=', from) >= 0) {
            settings(secret);
        } else if (from == 0 && text.startsWith("-")) {
            option(next, secret);
        }
        header(secret);
    }

    /**
     * One or several {@code name=value}, with commas between them. After a blank it is a word of a
     * command within this one.
     */
    private void settings(Secret secret) {
        int equals = text.indexOf('=', from);
        while (equals >= 0) {
            equals = text.indexOf('=', setting(equals, secret));
        }
    }

    /** Returns where to go on. */
    private int setting(int equals, Secret secret) {
        int start = nameStart(equals);
        String name = text.substring(start, equals);
        Optional<SecretName> kind = SecretName.of(name);
        if (kind.isEmpty() || start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            return equals + 1;
        }
        int end = valueEnd(equals + 1);
        if (isSecret(kind.get(), name, text.substring(equals + 1, end))) {
            secret.at(word, equals + 1, end);
        }
        return end;
    }

    private int nameStart(int equals) {
        int start = equals;
        while (start > from && equals - start < 100 && isOfName(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Up to the next {@code ,name=}, {@code ;name=} or {@code &name=}, or to the end. */
    private int valueEnd(int from) {
        for (int i = from; i < text.length(); i++) {
            if (",;&".indexOf(text.charAt(i)) >= 0 && namesSetting(i + 1)) {
                return i;
            }
        }
        return text.length();
    }

    private boolean namesSetting(int from) {
        int end = from;
        while (end < text.length() && isOfName(text.charAt(end)) || end == from && at(end) == ' ') {
            end++;
        }
        return end > from && at(end) == '=';
    }

    private void option(CommandWord next, Secret secret) {
        String value = next.text();
        if (!value.isEmpty() && value.charAt(0) != '-' && isName(text.length())) {
            SecretName.ofOption(text)
                    .filter(kind -> isSecret(kind, text, value))
                    .ifPresent(kind -> secret.at(next, 0, next.length()));
        }
    }

    /** {@code Authorization: Bearer …}: the scheme says what is needed and stays. */
    private void header(Secret secret) {
        int colon = text.indexOf(':');
        if (colon < 3 || colon > 60 || at(colon + 1) != ' ' || !isName(colon)) {
            return;
        }
        int start = colon + 1;
        while (at(start) == ' ') {
            start++;
        }
        String name = text.substring(0, colon);
        int value =
                name.regionMatches(true, colon - 13, "authorization", 0, 13)
                        ? afterScheme(start)
                        : start;
        SecretName.of(name)
                .filter(kind -> isSecret(kind, name, text.substring(value)))
                .ifPresent(kind -> secret.at(word, value, text.length()));
    }

    private boolean isName(int end) {
        return text.substring(0, end).chars().allMatch(c -> isOfName((char) c));
    }

    private int afterScheme(int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(at(end)) || at(end) == '-')) {
            end++;
        }
        return end > start && end - start <= 20 && at(end) == ' ' ? end + 1 : start;
    }

    static boolean isSecret(SecretName kind, String name, String value) {
        if (SecretValue.isNone(Wild.withoutUnknown(value))) {
            return Wild.hasUnknown(value);
        }
        return switch (kind) {
            case PASSWORD, TOKEN -> true;
            case KEY -> SecretName.inCapitals(name) || SecretValue.looksRandom(value);
        };
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "_-.:/[]".indexOf(c) >= 0;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
