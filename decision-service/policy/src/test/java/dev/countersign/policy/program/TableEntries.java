package dev.countersign.policy.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every single entry of one family of tables: names, spellings of options, values and their roles,
 * places of operands, effects and each word of their conditions. What is referred to again counts
 * where it stands first.
 */
final class TableEntries {
    private static final Set<String> FLAGS =
            Set.of("kind", "skip", "dashless", "options_first", "abbreviations", "host");

    private final String family;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<TableEntry> all = new ArrayList<>();
    private String programs = "";

    private TableEntries(String family) {
        this.family = family;
    }

    /** The entries below the names of programs. */
    static List<TableEntry> of(String family, Map<String, Object> tree) {
        var entries = new TableEntries(family);
        tree.forEach(
                (names, spec) -> {
                    entries.programs = names;
                    entries.program(first(names), map(spec));
                });
        return entries.all;
    }

    static List<String> names(String key) {
        return List.of(key.replace("\"", "").strip().split(",\\s*"));
    }

    static String first(String key) {
        return names(key).getFirst();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object tree) {
        return tree == null ? Map.of() : (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object tree) {
        return tree == null ? List.of() : (List<Object>) tree;
    }

    private void program(String path, Map<String, Object> spec) {
        if (!seen.add(spec)) {
            return;
        }
        options(path, list(spec.get("options")));
        roles(path + " operands ", spec, "operands");
        Map<String, Object> whens = map(spec.get("operands_when"));
        whens.keySet().forEach(when -> roles(path + " operands when " + when + " ", whens, when));
        map(spec.get("values_when"))
                .forEach((when, roles) -> keys(path + " values when " + when + " ", map(roles)));
        subcommands(path + " ", map(spec.get("subcommands")));
        subcommands(path + " … ", map(spec.get("verbs")));
        effects(path, map(spec.get("effects")));
        spec.keySet().stream()
                .filter(FLAGS::contains)
                .toList()
                .forEach(key -> key(path + " ", spec, key));
    }

    private void options(String path, List<Object> lines) {
        for (int i = 0; i < lines.size(); i++) {
            List<String> words = List.of(((String) lines.get(i)).split(" +"));
            int at = i;
            for (String word : words) {
                String name = path + " option " + lines.get(i) + " without " + word;
                if (!word.startsWith("=")) {
                    option(name, word, lines, at, without(words, word));
                } else {
                    String bare =
                            word.startsWith("=?") || word.startsWith("=<")
                                    ? word.substring(0, 2)
                                    : "=";
                    List<String> less = new ArrayList<>(without(words, word));
                    if (!bare.equals(word)) {
                        less.add(bare);
                    }
                    option(name, words.getFirst(), lines, at, less);
                }
            }
        }
    }

    private static List<String> without(List<String> words, String word) {
        return words.stream().filter(one -> !one.equals(word)).toList();
    }

    private void option(String name, String word, List<Object> lines, int at, List<String> words) {
        boolean spelled = words.stream().anyMatch(one -> !one.startsWith("="));
        swap(name, word, lines, at, spelled ? List.of(String.join(" ", words)) : List.of());
    }

    private void swap(String name, String word, List<Object> lines, int at, List<String> instead) {
        var before = List.copyOf(lines);
        entry(
                name,
                word,
                () -> {
                    lines.remove(at);
                    lines.addAll(at, instead);
                },
                () -> {
                    lines.clear();
                    lines.addAll(before);
                });
    }

    /** Text is what an operand is unless something else is said. */
    private void roles(String path, Map<String, Object> spec, String key) {
        if (!(spec.get(key) instanceof String roles)) {
            return;
        }
        String[] words = roles.split(" +");
        for (int i = 0; i < words.length; i++) {
            var less = words.clone();
            less[i] = words[i].endsWith("...") ? "text..." : "text";
            if (!less[i].equals(words[i])) {
                entry(
                        path + roles + " without " + words[i],
                        path.strip(),
                        () -> spec.put(key, String.join(" ", less)),
                        () -> spec.put(key, roles));
            }
        }
    }

    private void subcommands(String path, Map<String, Object> commands) {
        if (!seen.add(commands)) {
            return;
        }
        List.copyOf(commands.keySet()).forEach(key -> names(path, commands, key));
        commands.forEach((key, spec) -> program(path + first(key), map(spec)));
    }

    private void names(String path, Map<String, Object> commands, String key) {
        var before = new LinkedHashMap<>(commands);
        for (String name : names(key)) {
            String rest = without(names(key), name).stream().collect(Collectors.joining(", "));
            entry(
                    path + name,
                    name,
                    () -> {
                        Object spec = commands.remove(key);
                        if (!rest.isEmpty()) {
                            commands.put(rest, spec);
                        }
                    },
                    () -> {
                        commands.clear();
                        commands.putAll(before);
                    });
        }
    }

    private void effects(String path, Map<String, Object> effects) {
        if (!seen.add(effects)) {
            return;
        }
        effects.forEach(
                (tag, when) -> {
                    String name = path + " effect " + tag;
                    if (when instanceof List<?>) {
                        List<Object> rules = list(when);
                        for (int i = 0; i < rules.size(); i++) {
                            swap(name + " " + rules.get(i), name, rules, i, List.of());
                            conditions(name, map(rules.get(i)));
                        }
                    } else {
                        conditions(name, map(when));
                    }
                });
        keys(path + " effect ", effects);
    }

    private void conditions(String name, Map<String, Object> when) {
        when.forEach(
                (key, value) -> {
                    if (value instanceof List<?> && list(value).size() > 1) {
                        for (int i = 0; i < list(value).size(); i++) {
                            swap(
                                    name + " " + key + " " + list(value).get(i),
                                    "" + list(value).get(i),
                                    list(value),
                                    i,
                                    List.of());
                        }
                    }
                });
        keys(name + " ", when);
    }

    private void keys(String path, Map<String, Object> map) {
        List.copyOf(map.keySet()).forEach(key -> key(path, map, key));
    }

    private void key(String path, Map<String, Object> map, String key) {
        var before = new LinkedHashMap<>(map);
        entry(
                path + key + " " + map.get(key),
                path.substring(path.lastIndexOf(' ', path.length() - 2) + 1),
                () -> map.remove(key),
                () -> {
                    map.clear();
                    map.putAll(before);
                });
    }

    private void entry(String name, String word, Runnable remove, Runnable restore) {
        all.add(new TableEntry(family, programs, name, word.replace("*", ""), remove, restore));
    }
}
