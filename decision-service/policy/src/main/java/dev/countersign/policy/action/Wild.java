package dev.countersign.policy.action;

/**
 * What stands in a text for a part that is not known before the command runs.
 *
 * <p>The marks are private-use characters. When the input itself contains one it is read as "not
 * known", so a forged mark can only make a decision stricter.
 */
public final class Wild {
    /** Any text at all, possibly empty, possibly with slashes, blanks or a leading dash. */
    public static final char ANYTHING = '\uE000';

    /** Any text that is one word and does not begin with a dash, possibly empty. */
    public static final char TAME = '\uE001';

    /** A star in a file name pattern of the command: any characters but a slash. */
    public static final char STAR = '\uE002';

    /** A question mark or a character class in a file name pattern of the command. */
    public static final char ONE = '\uE003';

    /** Begins the name of a pipe that the shell puts in place of a process substitution. */
    public static final char PIPE = '\uE004';

    private Wild() {}

    public static boolean isMark(int character) {
        return character >= ANYTHING && character <= ONE;
    }

    public static boolean isUnknown(int character) {
        return character == ANYTHING || character == TAME;
    }

    public static boolean isLiteral(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isMark(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public static boolean hasUnknown(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnknown(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** True when nothing at all is known about the text. */
    public static boolean isWhollyUnknown(String text) {
        return !text.isEmpty() && text.chars().allMatch(Wild::isUnknown);
    }

    /** The text with nothing in place of its unknown parts: the reading in which they are empty. */
    public static String withoutUnknown(String text) {
        return hasUnknown(text)
                ? text.replace(String.valueOf(ANYTHING), "").replace(String.valueOf(TAME), "")
                : text;
    }

    /** A file name pattern, written as a text that is only partly known. */
    public static String ofGlob(String glob) {
        var all = new StringBuilder(glob.length());
        int i = 0;
        while (i < glob.length()) {
            char character = glob.charAt(i);
            int close = character == '[' ? glob.indexOf(']', i + 2) : -1;
            all.append(
                    switch (character) {
                        case '*' -> STAR;
                        case '?' -> ONE;
                        default -> close > 0 ? ONE : character;
                    });
            i = close > 0 ? close + 1 : i + 1;
        }
        return all.toString();
    }

    /** The text with something known in place of everything that is not. */
    public static String filled(String text, String filling) {
        var all = new StringBuilder(text.length());
        text.chars()
                .forEach(
                        character -> {
                            if (isMark(character)) {
                                all.append(filling);
                            } else {
                                all.append((char) character);
                            }
                        });
        return all.toString();
    }

    /** For people: {@code …} for what is not known. */
    public static String show(String text) {
        return isLiteral(text) && text.indexOf(PIPE) < 0
                ? text
                : text.replace(String.valueOf(PIPE), "")
                        .replace(ANYTHING, '…')
                        .replace(TAME, '…')
                        .replace(STAR, '*')
                        .replace(ONE, '?');
    }
}
