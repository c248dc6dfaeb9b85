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
            var words = new ArrayList<String>();
            for (String word :
                    part.strip()
                            .replaceFirst("^[@(]+", "")
                            .split("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                String known =
                        word.replace("\"", "")
                                .replaceAll("%[^%]*%|![^!]*!", String.valueOf(Wild.ANYTHING));
                if (!known.isEmpty()) {
                    words.add(known);
                }
            }
            if (!words.isEmpty()) {
                all.add(words);
            }
        }
        return all;
    }

    /**
     * An escaped sign may be meant for a second reading of the same text, so it parts commands as
     * well.
     */
    private static List<String> parts(String text) {
        return List.of(text.replace("^", "").split("[&|\\n()]+"));
    }
}
