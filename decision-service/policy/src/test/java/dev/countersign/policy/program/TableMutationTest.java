package dev.countersign.policy.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes one entry after the other out of the tables: some example must then be wrong. */
@Tag("oracle")
class TableMutationTest {
    private final Map<String, Program> tables = Programs.tables();

    static List<String> families() {
        return Programs.FAMILIES;
    }

    @ParameterizedTest
    @MethodSource("families")
    void every_entry_of_a_program_is_needed_by_an_example(String family) throws IOException {
        Map<String, Object> tree = TableEntries.map(TableExample.tree("programs/" + family));
        Map<String, List<TableExample>> examples = TableExample.of(family);
        List<TableEntry> entries = TableEntries.of(family, tree);

        List<TableEntry> unprotected =
                entries.stream().filter(entry -> !isNoticed(entry, tree, examples)).toList();

        report(family, entries, unprotected);
        assertThat(unprotected).hasToString(explained(entries));
    }

    @ParameterizedTest
    @EnumSource
    void every_word_of_a_list_is_needed_by_an_example(WordEntries.Table table) throws IOException {
        Map<String, List<TableExample>> examples = TableExample.of("words/" + table.resource());
        List<TableEntry> entries = WordEntries.of(table);

        List<TableEntry> unprotected =
                entries.stream().filter(entry -> !isNoticed(entry, () -> {}, examples)).toList();

        report("words-" + table.resource(), entries, unprotected);
        assertThat(unprotected).hasToString(explained(entries));
    }

    @Test
    void every_name_is_needed_by_an_example() {
        assertThat(TableExample.names()).containsExactlyInAnyOrderElementsOf(Programs.names());
    }

    /** The entries of these that {@code tables/explained.yml} gives a reason for. */
    private static String explained(List<TableEntry> entries) {
        Set<String> explained = TableExample.explained();
        return entries.stream()
                .filter(entry -> explained.contains(entry.toString()))
                .toList()
                .toString();
    }

    private static void report(
            String family, List<TableEntry> entries, List<TableEntry> unprotected)
            throws IOException {
        System.out.printf(
                "%s: %d of %d entries without an example%n",
                family, unprotected.size(), entries.size());
        Files.write(
                Path.of("target/table-mutation-" + family + ".txt"),
                unprotected.stream().map(TableEntry::toString).toList());
    }

    private boolean isNoticed(
            TableEntry entry, Map<String, Object> tree, Map<String, List<TableExample>> examples) {
        Map<String, Program> usual = new HashMap<>();
        TableEntries.names(entry.programs()).forEach(name -> usual.put(name, tables.get(name)));
        try {
            return isNoticed(entry, () -> tables.putAll(read(entry, tree)), examples);
        } finally {
            tables.putAll(usual);
        }
    }

    private static Map<String, Program> read(TableEntry entry, Map<String, Object> tree) {
        return new TableReader(entry.family())
                .read(Map.of(entry.programs(), TableEntries.map(tree.get(entry.programs()))));
    }

    private static boolean isNoticed(
            TableEntry entry, Runnable reread, Map<String, List<TableExample>> examples) {
        entry.remove().run();
        try {
            reread.run();
            return examples(entry, examples).anyMatch(example -> !example.wrong().isEmpty());
        } finally {
            entry.restore().run();
        }
    }

    /** Those that hold the word first: one of them it likely is. */
    private static Stream<TableExample> examples(
            TableEntry entry, Map<String, List<TableExample>> examples) {
        return TableEntries.names(entry.programs()).stream()
                .flatMap(name -> examples.getOrDefault(name, List.of()).stream())
                .sorted(Comparator.comparing(one -> !one.line().contains(entry.word())));
    }
}
