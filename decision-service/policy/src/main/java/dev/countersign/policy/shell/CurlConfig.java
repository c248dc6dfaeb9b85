package dev.countersign.policy.shell;

import java.util.ArrayList;
import java.util.List;

/** The options in a configuration file of curl: one on a line, with or without dashes. */
final class CurlConfig {
    private CurlConfig() {}

    /** The words of the call with the file's options in place of the file. */
    static List<String> merged(Call call, String text) {
        var words = new ArrayList<String>();
        words.add(call.program());
        List<String> arguments = call.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("-K") || word.equals("--config")) {
                i++;
            } else if (!word.startsWith("-K") && !word.startsWith("--config=")) {
                words.add(word);
            }
        }
        text.lines().map(String::strip).forEach(line -> option(line, words));
        return words;
    }

    private static void option(String line, List<String> words) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split("\\s*[=:]\\s*|\\s+", 2);
        words.add(parts[0].startsWith("-") ? parts[0] : "--" + parts[0]);
        if (parts.length == 2 && !parts[1].isBlank()) {
            words.add(unquoted(parts[1].strip()));
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.indexOf('"', 1) > 0;
        return quoted ? value.substring(1, value.lastIndexOf('"')).replace("\\\"", "\"") : value;
    }
}
