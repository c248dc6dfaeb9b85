package dev.countersign.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChosenPolicyTest {

    private static final String ONLY_SRC =
            "version: \"2.1\"\npermissions: {filesystem: {allow: [\"src/**\"]}, commands: {allow: [\"touch\"]}}\n";

    @TempDir private Path temporary;

    private Path project;
    private Path below;

    @BeforeEach
    void a_project_with_a_folder_below() throws Exception {
        project = Files.createDirectory(temporary.toRealPath().resolve("project"));
        below = Files.createDirectories(project.resolve("src/deep"));
        Files.writeString(project.resolve(".agent-policy.yml"), ONLY_SRC);
    }

    @Test
    void the_file_of_the_project_is_found_from_below_and_its_paths_are_the_projects() {
        Ran here = Ran.in(project, "explain", "--", "touch", "src/a");
        Ran deeper = Ran.in(below, "explain", "--", "touch", "a");
        Ran beside = Ran.in(below, "explain", "--", "touch", "../../a");

        assertThat(here.out()).contains("\nPolicy    .agent-policy.yml\nVersion");
        assertThat(here.status()).isZero();
        assertThat(deeper.out().replaceAll("\\s+", ""))
                .contains("Policy" + project + "/.agent-policy.ymlitspathsarethoseof" + project);
        assertThat(deeper.status()).isZero();
        assertThat(beside.status()).isEqualTo(1);
    }

    @Test
    void the_calls_working_directory_chooses_if_it_is_on_this_machine() {
        Ran ran = Ran.in(temporary, "explain", "--cwd", "project/src", "--", "touch", "a");

        assertThat(ran.out()).contains(".agent-policy.yml\n");
        assertThat(ran.status()).isZero();
    }

    @Test
    void a_call_from_another_machine_is_judged_by_the_project_one_stands_in_as_if_at_its_top() {
        Ran ran = Ran.in(project, "explain", "--cwd", "/elsewhere/app", "--", "touch", "src/a");

        assertThat(ran.out())
                .contains("\nIn        /elsewhere/app\nPolicy    .agent-policy.yml\nVersion");
        assertThat(ran.status()).isZero();
    }

    @Test
    void without_a_file_the_shipped_baseline_is_used_and_named() {
        Ran ran = Ran.in(Path.of("/"), "explain", "--cwd", "/", "--", "ls");

        assertThat(ran.out())
                .contains(
                        "\nPolicy    the shipped baseline, for there is no .agent-policy.yml in / or above\n");
        assertThat(ran.status()).isZero();
    }

    @Test
    void a_file_that_cannot_be_read_is_not_taken_for_absent() throws Exception {
        Path link = Files.createSymbolicLink(below.resolve(".agent-policy.yml"), Path.of("gone"));
        Ran dangling = Ran.in(below, "explain", "--", "ls");
        Files.delete(link);
        Files.createDirectory(link);
        Ran folder = Ran.in(below, "explain", "--", "ls");

        assertThat(dangling.err()).isEqualTo(".agent-policy.yml does not exist.\n");
        assertThat(dangling.status()).isEqualTo(2);
        assertThat(folder.err()).isEqualTo(".agent-policy.yml is a folder; name a file.\n");
        assertThat(folder.status()).isEqualTo(2);
    }
}
