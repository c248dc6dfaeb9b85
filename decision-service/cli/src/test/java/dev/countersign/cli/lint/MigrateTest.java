package dev.countersign.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.Ran;
import dev.countersign.cli.terminal.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateTest {
    private static final String OLD =
            "version: \"1.0\"   # old\nrequire_human_approval: [{command_pattern: git commit}]\n";

    private static final String NEW =
            "version: \"2.1\"   # old\nconstraints:\n  require_human_approval: [{command_pattern: git commit}]\n";

    private static final String DIFFERENCE =
            """
            --- .agent-policy.yml
            +++ .agent-policy.yml
            @@ -1,2 +1,3 @@
            -version: "1.0"   # old
            -require_human_approval: [{command_pattern: git commit}]
            +version: "2.1"   # old
            +constraints:
            +  require_human_approval: [{command_pattern: git commit}]
            .agent-policy.yml: version is 2.1, require_human_approval stands under constraints
            """;

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void write_an_old_file() throws Exception {
        file = folder.resolve(".agent-policy.yml");
        Files.writeString(file, OLD);
    }

    @Test
    void the_difference_is_shown_and_nothing_is_written() throws Exception {
        assertThat(Ran.in(folder, "migrate")).isEqualTo(new Ran(1, DIFFERENCE, ""));
        assertThat(Files.readString(file)).isEqualTo(OLD);
    }

    @Test
    void it_is_written_where_that_is_asked_for_and_done_once() throws Exception {
        assertThat(Ran.in(folder, "migrate", "--write")).isEqualTo(new Ran(0, DIFFERENCE, ""));
        assertThat(Files.readString(file)).isEqualTo(NEW);
        assertThat(Ran.in(folder, "migrate", "--write"))
                .isEqualTo(new Ran(0, ".agent-policy.yml: nothing is old\n", ""));
    }

    @Test
    void a_file_behind_a_link_is_written_and_the_link_stays() throws Exception {
        Path real = Files.move(file, folder.resolve("real.yml"));
        Files.createSymbolicLink(file, real);

        Ran.in(folder, "migrate", "--write");

        assertThat(file).isSymbolicLink();
        assertThat(Files.readString(real)).isEqualTo(NEW);
    }

    @Test
    void programs_get_the_text() {
        assertThat(Ran.fed(folder, OLD, "migrate", "--json", "-"))
                .isEqualTo(
                        new Ran(
                                1,
                                "{\"files\":[{\"file\":\"standard input\",\"steps\":[\"version is 2.1\",\"require_human_approval stands under constraints\"],\"text\":\"version: \\\"2.1\\\"   # old\\nconstraints:\\n  require_human_approval: [{command_pattern: git commit}]\\n\"}]}\n",
                                ""));
    }

    @Test
    void what_does_not_load_is_told_with_its_place() throws Exception {
        Files.writeString(file, "version: \"1.0\"\nx: \"\\e[31m\"\n");

        assertThat(Ran.in(folder, "migrate"))
                .isEqualTo(new Ran(1, "", ".agent-policy.yml:2:1: unknown key \"x\"\n"));
    }

    @Test
    void the_schema_is_printed() {
        Ran ran = Ran.in(folder, "schema");

        assertThat(ran.status()).isZero();
        assertThat(Json.object("the schema", ran.out()))
                .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema");
    }
}
