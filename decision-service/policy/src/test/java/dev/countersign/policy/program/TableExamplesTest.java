package dev.countersign.policy.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the tables say, by lines in which it matters: {@code tables/*.yml} for programs, {@code
 * tables/words/*.yml} for the lists of words. That each entry has such a line is the matter of
 * {@link TableMutationTest}.
 */
class TableExamplesTest {
    private static final List<String> WORDS =
            List.of(
                    "git-configuration",
                    "variables",
                    "languages",
                    "powershell",
                    "interfaces",
                    "protected-paths");

    static List<String> families() {
        return Programs.FAMILIES;
    }

    static Stream<String> files() {
        return Stream.concat(Programs.FAMILIES.stream(), WORDS.stream().map("words/"::concat));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_line_has_the_facts_that_the_tables_give_it(String file) {
        List<String> wrong =
                TableExample.of(file).values().stream()
                        .flatMap(List::stream)
                        .flatMap(one -> one.wrong().stream().map(fact -> one.line() + " → " + fact))
                        .toList();

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("families")
    void examples_stand_under_a_program_of_their_family(String family) {
        assertThat(names(family)).containsAll(TableExample.of(family).keySet());
    }

    @Test
    void the_programs_of_the_tables_are_known() {
        assertThat(Programs.names()).containsAll(TableExample.names());
    }

    private static List<String> names(String family) {
        return TableEntries.map(TableExample.tree("programs/" + family)).keySet().stream()
                .flatMap(key -> TableEntries.names(key).stream())
                .toList();
    }
}
