package dev.countersign.policy.program;

import dev.countersign.policy.match.NamePattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Lists of words from one resource. A word may hold stars. */
public final class WordTable {
    private final String resource;
    private final Map<String, Words> lists = new HashMap<>();

    private WordTable(String resource) {
        this.resource = resource;
    }

    /**
     * Whether the list has the word in any letter case. A list that does not exist is a mistake in
     * the program.
     */
    public boolean has(String list, String word) {
        return named(list).folding().has(word.toLowerCase(Locale.ROOT));
    }

    /** As {@link #has}, but letter case counts. */
    public boolean hasExactly(String list, String word) {
        return named(list).exact().has(word);
    }

    /** The words of the list as they stand. */
    public List<String> words(String list) {
        return named(list).all();
    }

    /** The words of the list, or none when there is no such list. */
    public List<String> wordsIfAny(String list) {
        Words words = lists.get(list);
        return words == null ? List.of() : words.all();
    }

    private Words named(String list) {
        Words words = lists.get(list);
        if (words == null) {
            throw new IllegalStateException(resource + " has no list " + list);
        }
        return words;
    }

    /**
     * Reads {@code /dev/countersign/policy/<name>.yml}: lists by name, or groups of them, which are
     * named {@code group.list}.
     */
    public static WordTable of(String name) {
        String resource = "/dev/countersign/policy/" + name + ".yml";
        try (InputStream in = WordTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            var table = new WordTable(resource);
            var settings = LoadSettings.builder().setLabel(resource).build();
            table.add("", new Load(settings).loadFromInputStream(in));
            return table;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void add(String name, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> add(name.isEmpty() ? "" + key : name + "." + key, value));
        } else if (tree instanceof List<?> list) {
            put(name, list.stream().map(String::valueOf).toList());
        } else {
            throw new IllegalStateException(resource + ": " + name + " is no list");
        }
    }

    void put(String list, List<String> words) {
        lists.put(list, Words.of(words));
    }

    /** The names of the lists. */
    Set<String> lists() {
        return lists.keySet();
    }

    private record Words(List<String> all, Matcher folding, Matcher exact) {
        static Words of(List<String> all) {
            List<String> folded = all.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
            return new Words(all, Matcher.of(folded), Matcher.of(all));
        }
    }

    private record Matcher(Set<String> plain, List<NamePattern> patterns) {
        static Matcher of(List<String> words) {
            var plain = new HashSet<String>();
            var patterns = new ArrayList<NamePattern>();
            for (String word : words) {
                if (word.indexOf('*') < 0) {
                    plain.add(word);
                } else {
                    patterns.add(new NamePattern(word));
                }
            }
            return new Matcher(plain, patterns);
        }

        boolean has(String word) {
            return plain.contains(word)
                    || patterns.stream().anyMatch(pattern -> pattern.surelyMatches(word));
        }
    }
}
