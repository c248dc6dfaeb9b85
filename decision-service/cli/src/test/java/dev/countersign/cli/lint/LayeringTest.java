package dev.countersign.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linting a folder looks at all layers together. */
class LayeringTest {
    private static final String ROOT =
            """
            version: "2.1"
            permissions:
              filesystem:
                deny:
                  - backend/secrets/**
            """;

    private static final String OVERRIDE =
            """
            version: "2.1"
            permissions:
              filesystem:
                allow:
                  - secrets/test-fixtures/**
            """;

    @TempDir Path folder;

    @Test
    void an_override_that_allows_what_the_root_denies_is_a_conflict_with_its_witness()
            throws Exception {
        write(".agent-policy.yml", ROOT);
        write("backend/.agent-policy.override.yml", OVERRIDE);

        Ran ran = Ran.in(folder, "lint", "--check-conflicts");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                1,
                                """
                                .agent-policy.yml: no findings (language 2.1, enforce, 1 rule)
                                ERROR: Policy conflict detected
                                  Root policy denies:       backend/secrets/**                 (.agent-policy.yml:5:9)
                                  Backend override allows:  backend/secrets/test-fixtures/**   (backend/.agent-policy.override.yml:5:9)
                                  For example:              backend/secrets/test-fixtures/a
                                  Resolution: remove the override, or add an explicit exception to the root rule.
                                1 error
                                """,
                                ""));
    }

    @Test
    void from_a_folder_beneath_all_layers_are_looked_at_as_well() throws Exception {
        write(".agent-policy.yml", ROOT);
        write("backend/.agent-policy.override.yml", OVERRIDE);

        Ran ran = Ran.in(folder.resolve("backend"), "lint", "--check-conflicts", "--json");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("\"conflict\"").contains("backend/secrets/test-fixtures/a");
    }

    @Test
    void what_an_override_cannot_say_is_an_error_at_its_line() throws Exception {
        write(".agent-policy.yml", ROOT);
        write("backend/.agent-policy.override.yml", "version: \"2.1\"\nagents: [x]\n");

        Ran ran = Ran.in(folder, "lint");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("backend/.agent-policy.override.yml:2:1: error: ")
                .contains("[invalid]");
    }

    @Test
    void more_than_fifteen_overrides_are_told() throws Exception {
        write(".agent-policy.yml", ROOT);
        for (int i = 0; i < 16; i++) {
            write("f%02d/.agent-policy.override.yml".formatted(i), "version: \"2.1\"\n");
        }

        Ran ran = Ran.in(folder, "lint", "--check-conflicts");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("this is one of 16 overrides; more than 15 hide what is in force");
    }

    @Test
    void a_named_file_stands_for_itself() throws Exception {
        write(".agent-policy.yml", ROOT);
        write("backend/.agent-policy.override.yml", OVERRIDE);

        Ran ran = Ran.in(folder, "lint", "--check-conflicts", ".agent-policy.yml");

        assertThat(ran.status()).isZero();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
