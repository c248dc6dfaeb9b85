package dev.countersign.policy.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the name of a variable, an option, a header or a field says about its value: {@code
 * DB_PASS}, {@code --client-secret}, {@code X-Api-Key}, {@code authToken} name secrets; {@code
 * PASSWORD_FILE}, {@code max_tokens}, {@code primaryKey}, {@code PWD} do not.
 */
public enum SecretName {
    /** Its value is a secret whatever it looks like. */
    PASSWORD,
    /** Its value is a secret, unless it is a number or only names something. */
    TOKEN,
    /** Its value may be a secret, if it looks like one. */
    KEY;

    /** One of these is in every name of a secret; in lower case. */
    public static final List<String> HINTS = SecretWords.WORDS.hints();

    private static final SecretWords WORDS = SecretWords.WORDS;
    private static final Keywords HINTED = new Keywords(HINTS);

    private static final int LONGEST = 100;

    /** What the name says; empty if it is not that of a secret. */
    public static Optional<SecretName> of(String name) {
        if (name.length() > LONGEST || !HINTED.isIn(name) || isWorkingDirectory(name)) {
            return Optional.empty();
        }
        List<String> words = words(lastSegment(name));
        int end = words.size();
        while (end > 1
                && (WORDS.still().contains(words.get(end - 1)) || isNumber(words.get(end - 1)))) {
            end--;
        }
        if (end == 0 || WORDS.switching().contains(words.getFirst())) {
            return Optional.empty();
        }
        Optional<SecretName> last = said(words.subList(0, end));
        return last.isPresent() || !inCapitals(name) ? last : before(words.subList(0, end));
    }

    /**
     * What the name of an option says: after a single dash only if it is a word for secrets or
     * several words, because otherwise letters stand there ({@code -psecret}).
     */
    public static Optional<SecretName> ofOption(String option) {
        String name = option.startsWith("-") ? option.substring(1) : option;
        boolean words =
                name.startsWith("-")
                        || words(name).size() > 1
                        || WORDS.passwords().contains(name)
                        || WORDS.tokens().contains(name)
                        || name.equals("pass");
        return words ? of(name) : Optional.empty();
    }

    static boolean isHintedAt(String text) {
        return HINTED.isIn(text);
    }

    /** Whether it is written as variables of the surroundings are. */
    public static boolean inCapitals(String name) {
        boolean letter = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'a' && c <= 'z') {
                return false;
            }
            letter |= c >= 'A' && c <= 'Z';
        }
        return letter;
    }

    private static boolean isWorkingDirectory(String name) {
        return name.equals("PWD") || name.equals("OLDPWD") || name.equals("pwd");
    }

    /** {@code DB_PASSWORD_EU}: in capitals anything may follow that is not about the secret. */
    private static Optional<SecretName> before(List<String> words) {
        if (WORDS.about().contains(words.getLast())) {
            return Optional.empty();
        }
        for (int end = words.size() - 1; end > 0; end--) {
            Optional<SecretName> said = said(words.subList(0, end));
            if (said.isPresent() && said.get() != KEY && !words.get(end - 1).equals("cookie")) {
                return said;
            }
        }
        return Optional.empty();
    }

    private static Optional<SecretName> said(List<String> words) {
        String last = words.getLast();
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        if (WORDS.passwords().stream().anyMatch(last::endsWith)
                || last.endsWith("pass") && !WORDS.noPass().contains(last)
                || last.equals("pw")) {
            return Optional.of(PASSWORD);
        }
        if (WORDS.tokens().stream().anyMatch(last::endsWith)) {
            return WORDS.goingOn().contains(before) ? Optional.empty() : Optional.of(TOKEN);
        }
        return switch (last) {
            case "key" -> key(before, words.size());
            case "auth" -> Optional.of(words.size() > 1 ? TOKEN : KEY);
            case "cookie" -> Optional.of(words.size() > 2 ? KEY : TOKEN);
            case "pat" -> before.isEmpty() ? Optional.empty() : Optional.of(TOKEN);
            default -> last.endsWith("auth") ? Optional.of(KEY) : Optional.empty();
        };
    }

    private static Optional<SecretName> key(String before, int words) {
        if (words == 1 || WORDS.finding().contains(before) && !WORDS.opening().contains(before)) {
            return Optional.empty();
        }
        return Optional.of(WORDS.opening().contains(before) ? TOKEN : KEY);
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** {@code spring.datasource.password}, {@code //registry.npmjs.org/:_authToken}. */
    private static String lastSegment(String name) {
        int end = name.length();
        while (end > 0 && ".]'\"".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && ".:/['\"".indexOf(name.charAt(start - 1)) < 0) {
            start--;
        }
        return name.substring(start, end);
    }

    /** The words of {@code camelCase}, {@code snake_case} and {@code kebab-case}, in lower case. */
    private static List<String> words(String name) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean ends = i == name.length() || !Character.isLetterOrDigit(name.charAt(i));
            if (ends || beginsWord(name, i)) {
                if (i > start) {
                    words.add(withoutDigits(name.substring(start, i).toLowerCase(Locale.ROOT)));
                }
                start = ends ? i + 1 : i;
            }
        }
        return words;
    }

    private static boolean beginsWord(String name, int at) {
        if (at == 0 || !Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        return Character.isLowerCase(name.charAt(at - 1))
                || Character.isUpperCase(name.charAt(at - 1))
                        && at + 1 < name.length()
                        && Character.isLowerCase(name.charAt(at + 1));
    }

    /** {@code PASSWORD2} is a password; a word of digits alone stays. */
    private static String withoutDigits(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return end == 0 ? word : word.substring(0, end);
    }
}
