package dev.countersign.policy.shell;

/**
 * Where {@code [a-z]} ends in a file name pattern. Asked from left to right it looks at each
 * character of the text a bounded number of times.
 */
final class CharacterClasses {
    private final String text;
    private int close = -1;
    private int slash = -1;

    CharacterClasses(String text) {
        this.text = text;
    }

    /** The closing bracket, or -1 where the opening one begins no class. */
    int endOf(int open) {
        int from = Math.min(open + 2, text.length());
        boolean named = text.startsWith("[:", open + 1) || text.startsWith("[:", open + 2);
        if (named) {
            int end = text.indexOf(":]", open);
            from = end < 0 ? from : end + 2;
        }
        close = next(']', close, from);
        slash = next('/', slash, open);
        return close == text.length() || slash < close ? -1 : close;
    }

    /**
     * The place of the sign from there on, or the end; what was found before is not sought again.
     */
    private int next(char sign, int known, int from) {
        if (known >= from) {
            return known;
        }
        int found = text.indexOf(sign, from);
        return found < 0 ? text.length() : found;
    }
}
