package dev.countersign.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.history.History;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.tool.Analyser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CommandMaskTest {

    static Stream<Arguments> commands() {
        return commandsByName().entrySet().stream()
                .map(entry -> argumentSet(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void exactly_the_secret_is_masked(String marked) {
        String command = plain(marked);

        String masked = Masker.shipped().command(command);

        assertThat(masked.replaceAll("‹masked:[a-z-]+›", Masker.MASK))
                .isEqualTo(marked.replaceAll("«[^»]*»", Masker.MASK));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void what_is_masked_stays_so(String marked) {
        String masked = Masker.shipped().command(plain(marked));

        assertThat(Masker.shipped().command(masked).replaceAll("‹masked:[a-z-]+›", Masker.MASK))
                .isEqualTo(masked.replaceAll("‹masked:[a-z-]+›", Masker.MASK));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_fact_of_the_command_shows_the_secret(String marked) {
        var action = new Action("Bash", Map.of("command", plain(marked)), "/home/dave/app", "s");
        var mask = new ActionMask(Masker.shipped(), List.of());
        mask.fields(action.input());

        List<String> shown =
                Analyser.analyse(action, History.NONE).all().stream()
                        .map(Fact::show)
                        .map(mask::text)
                        .toList();

        assertThat(shown).noneMatch(text -> text.contains("hunter") || text.contains("aHVudGVy"));
    }

    @Test
    void every_program_that_takes_a_secret_is_readable() {
        for (String program : Programs.takingSecrets()) {
            assertThat(Programs.readForSecrets(program, List.of("--any", "word"))).isPresent();
        }
    }

    /** {@code tables/secrets.yml}: by program of {@code programs/secrets.yml}. */
    @Test
    void what_the_tables_call_a_secret_is_masked() {
        Stream<String> marked =
                ((Map<?, ?>) tree("tables/secrets"))
                        .values().stream()
                                .flatMap(
                                        lines ->
                                                ((List<?>) lines).stream().map(String.class::cast));

        assertThat(marked)
                .allSatisfy(
                        line ->
                                assertThat(
                                                Masker.shipped()
                                                        .command(plain(line))
                                                        .replaceAll(
                                                                "‹masked:[a-z-]+›", Masker.MASK))
                                        .isEqualTo(line.replaceAll("«[^»]*»", Masker.MASK)));
    }

    @Test
    void the_words_of_a_command_are_masked_one_by_one() {
        assertThat(Masker.words(List.of("mysql", "-u", "root", "-pa b", "db")))
                .containsExactly("mysql", "-u", "root", "-p‹masked›", "db");
        assertThat(Masker.words(List.of("sh", "-c", "sshpass -p x ssh h", "--token", "y")))
                .containsExactly("sh", "-c", "sshpass -p ‹masked› ssh h", "--token", "‹masked›");
    }

    private static String plain(String marked) {
        return marked.replace("«", "").replace("»", "");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> commandsByName() {
        return (Map<String, String>) tree("masked-commands");
    }

    private static Object tree(String name) {
        String resource = "/dev/countersign/policy/" + name + ".yml";
        return new Load(LoadSettings.builder().setLabel(resource).build())
                .loadFromInputStream(CommandMaskTest.class.getResourceAsStream(resource));
    }
}
