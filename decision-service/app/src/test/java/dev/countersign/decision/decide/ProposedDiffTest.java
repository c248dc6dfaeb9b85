package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProposedDiffTest {

    @ParameterizedTest
    @MethodSource
    void every_file_tool_shows_what_it_would_change(
            String tool, Map<String, Object> input, String diff) {
        assertThat(ProposedDiff.of(tool, input)).contains(diff.strip());
    }

    static Stream<Arguments> every_file_tool_shows_what_it_would_change() {
        return Stream.of(
                argumentSet(
                        "a file that is written",
                        "Write",
                        Map.of("file_path", "/repo/a.txt", "content", "one\ntwo\n"),
                        """
                        --- /repo/a.txt
                        +++ /repo/a.txt
                        +one
                        +two
                        """),
                argumentSet(
                        "a text that is replaced, with what stays of it",
                        "Edit",
                        Map.of(
                                "file_path",
                                "/repo/a.txt",
                                "old_string",
                                "keep\nold\nkeep too",
                                "new_string",
                                "keep\nnew\nkeep too"),
                        """
                        --- /repo/a.txt
                        +++ /repo/a.txt
                        @@ at one place @@
                         keep
                        -old
                        +new
                         keep too
                        """),
                argumentSet(
                        "several texts",
                        "MultiEdit",
                        Map.of(
                                "file_path",
                                "/repo/a.txt",
                                "edits",
                                List.of(
                                        Map.of("old_string", "a", "new_string", "b"),
                                        Map.of(
                                                "old_string",
                                                "c",
                                                "new_string",
                                                "",
                                                "replace_all",
                                                true))),
                        """
                        --- /repo/a.txt
                        +++ /repo/a.txt
                        @@ at one place @@
                        -a
                        +b
                        @@ wherever it stands @@
                        -c
                        """),
                argumentSet(
                        "a cell of a notebook",
                        "NotebookEdit",
                        Map.of("notebook_path", "/repo/n.ipynb", "cell_id", "7", "new_source", "x"),
                        """
                        --- /repo/n.ipynb
                        +++ /repo/n.ipynb
                        @@ cell 7 @@
                        +x
                        """),
                argumentSet(
                        "a patch in the form of agents",
                        "apply_patch",
                        Map.of(
                                "command",
                                """
                                *** Begin Patch
                                *** Update File: a.txt
                                @@
                                -x
                                +y
                                *** Delete File: b.txt
                                *** End Patch"""),
                        """
                        *** Begin Patch
                        --- a.txt
                        +++ a.txt
                        @@
                        -x
                        +y
                        --- b.txt
                        +++ /dev/null
                        *** End Patch
                        """));
    }

    @Test
    void the_name_of_a_file_cannot_pass_for_a_line_of_the_change() {
        assertThat(
                        ProposedDiff.of(
                                "Write",
                                Map.of("file_path", "a\n+++ harmless\n+fine", "content", "x")))
                .contains(
                        """
                        --- a\\n+++ harmless\\n+fine
                        +++ a\\n+++ harmless\\n+fine
                        +x""");
    }

    @Test
    void a_command_has_no_diff() {
        assertThat(ProposedDiff.of("Bash", Map.of("command", "ls", "content", "x"))).isEmpty();
    }
}
