package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.regex.Pattern;

/** One word of a {@link ShownCommand}. */
final class ShownWord {
    /** What a star may stand for: no blanks, no signs of a shell, no way up. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./:@%+=,^~" + Wild.STAR + Wild.ONE + "-]*");

    private static final Pattern WAY_UP = Pattern.compile("(^|.*[/=:,@])\\.\\.($|/.*)");

    private final String source;
    private final Glob glob;

    ShownWord(String source) {
        this.source = source;
        this.glob = Glob.name(source);
    }

    static boolean isLiteral(String word) {
        return word.chars().noneMatch(character -> "*?[\\".indexOf(character) >= 0);
    }

    boolean matches(String given) {
        if (isLiteral(source)) {
            return source.equals(given);
        }
        return PLAIN.matcher(given).matches()
                && !WAY_UP.matcher(given).matches()
                && start(given) == start(source)
                && glob.surelyMatches(given);
    }

    /** A star at the beginning stands for no option, and for no path from the root or from home. */
    private static char start(String word) {
        return !word.isEmpty() && "/~-".indexOf(word.charAt(0)) >= 0 ? word.charAt(0) : ' ';
    }
}
