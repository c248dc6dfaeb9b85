package dev.countersign.policy.powershell;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;

/**
 * The text after {@code cmd /c}: carets escape, signs part commands, percent signs hold variables.
 */
public final class CommandPrompt {
    private CommandPrompt() {}

    /** The commands with their words. */
    public static List<List<String>> parse(String text) {
        var all = new ArrayList<List<String>>();
        for (String part : parts(text)) {
            List<String> words = words(part.strip().replaceFirst("^@+", ""));
            if (!words.isEmpty()) {
                all.add(words);
            }
        }
        return all;
    }

    private static List<String> words(String part) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        for (char character : part.toCharArray()) {
            quoted ^= character == '"';
            boolean blank = !quoted && Character.isWhitespace(character);
            if (blank && !word.isEmpty()) {
                words.add(known(word.toString()));
                word.setLength(0);
            } else if (!blank && character != '"') {
                word.append(character);
            }
        }
        if (!word.isEmpty()) {
            words.add(known(word.toString()));
        }
        return words;
    }

    /** Variables stand between percent signs, or between exclamation marks. */
    private static String known(String word) {
        return word.replaceAll("%[^%]*%|![^!]*!", String.valueOf(Wild.ANYTHING));
    }

    /**
     * An escaped sign may be meant for a second reading of the same text, so it parts commands as
     * well.
     */
    private static List<String> parts(String text) {
        return List.of(text.replace("^", "").split("[&|\\n()]+"));
    }
}
