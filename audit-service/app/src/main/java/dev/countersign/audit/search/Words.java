package dev.countersign.audit.search;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text as it is indexed and asked for: runs of letters and digits, so that parts of paths are
 * found.
 */
public final class Words {

    private static final int LONGEST = 32 * 1024;
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /** The words in all texts of a JSON tree, separated by single blanks. */
    public static String of(@Nullable Object tree) {
        StringBuilder all = new StringBuilder();
        collect(tree, all);
        all.setLength(Math.min(all.length(), LONGEST));
        return BETWEEN.matcher(all).replaceAll(" ").strip();
    }

    private static void collect(@Nullable Object value, StringBuilder all) {
        switch (value) {
            case null -> {}
            case String text -> all.append(text).append(' ');
            case Collection<?> items -> items.forEach(item -> collect(item, all));
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, all));
            default -> {}
        }
    }

    /** A question for rows with all of the words, or longer ones; empty if there are none. */
    public static Optional<String> query(String text) {
        String words = of(text);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        BETWEEN.splitAsStream(words)
                                .map(word -> word + ":*")
                                .collect(Collectors.joining(" & ")));
    }
}
