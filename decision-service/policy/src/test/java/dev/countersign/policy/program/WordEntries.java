package dev.countersign.policy.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Every word of the lists that classes of the library hold, each of which can be taken out. */
final class WordEntries {
    private static final String ROOT = "dev.countersign.policy.";

    /** The tables, and the classes that hold one. */
    enum Table {
        GIT_CONFIGURATION("shell.GitConfiguration"),
        VARIABLES("shell.ExecutingVariables", "shell.Onward"),
        LANGUAGES("shell.Language"),
        POWERSHELL(
                "shell.Cmdlet", "powershell.PowerShellExpressions", "powershell.PowerShellValues");

        private final List<String> holders;

        Table(String... holders) {
            this.holders = List.of(holders);
        }

        String resource() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        private List<WordTable> tables() {
            return holders.stream().map(Table::held).toList();
        }

        private static WordTable held(String holder) {
            return constant(holder, WordTable.class);
        }
    }

    private static final String ALIASES = "aliases.";

    private WordEntries() {}

    private static <T> T constant(String holder, Class<T> type) {
        try {
            for (var field : Class.forName(ROOT + holder).getDeclaredFields()) {
                if (field.getType() == type) {
                    field.setAccessible(true);
                    return type.cast(field.get(null));
                }
            }
            throw new IllegalStateException(holder + " holds no " + type);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    static List<TableEntry> of(Table table) {
        var entries = new ArrayList<TableEntry>();
        List<WordTable> held = table.tables();
        for (String list : new TreeSet<>(held.getFirst().lists())) {
            List<String> words = held.getFirst().words(list);
            words.stream()
                    .sorted(Comparator.naturalOrder())
                    .forEach(word -> entries.add(entry(table, held, list, words, word)));
        }
        return entries;
    }

    private static TableEntry entry(
            Table table, List<WordTable> held, String list, List<String> words, String word) {
        if (list.startsWith(ALIASES)) {
            return alias(list, word);
        }
        List<String> less = words.stream().filter(one -> !one.equals(word)).toList();
        return new TableEntry(
                table.resource(),
                list,
                list + " " + word,
                word.replace("*", ""),
                () -> held.forEach(one -> one.put(list, less)),
                () -> held.forEach(one -> one.put(list, words)));
    }

    /** Aliases are looked up in one map, made once. */
    @SuppressWarnings("unchecked")
    private static TableEntry alias(String list, String word) {
        Map<String, String> names = constant("shell.Cmdlet", Map.class);
        return new TableEntry(
                Table.POWERSHELL.resource(),
                list,
                list + " " + word,
                word,
                () -> names.remove(word),
                () -> names.put(word, list.substring(ALIASES.length())));
    }
}
