package dev.countersign.cli.generate.fence;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.match.CommandPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words that every command of a pattern may begin with. Stars at the end stand for whatever
 * follows and are left out.
 */
record CommandWords(List<String> words) {
    private static final String PLAIN = "[A-Za-z0-9._/=@%+,:-]+";

    static CommandWords of(CommandPattern pattern) {
        List<String> words = Arrays.asList(pattern.source().trim().split("\\s+"));
        int end = words.size();
        while (end > 1 && words.get(end - 1).equals("*")) {
            end--;
        }
        return new CommandWords(List.copyOf(words.subList(0, end)));
    }

    /** Whether each word stands for itself, to a shell and to any pattern. */
    boolean isPlain() {
        return words.stream().allMatch(word -> word.matches(PLAIN));
    }

    String line() {
        return String.join(" ", words);
    }

    /** Commands that begin so. */
    List<Action> samples(String root) {
        return Stream.of("", " x", " x y", " --x", " ./a/b")
                .map(rest -> line() + rest)
                .map(line -> new Action("Bash", Map.of("command", line), root, ""))
                .toList();
    }
}
