package dev.countersign.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShellLineTest {

    static Stream<String> words() {
        return Stream.of(
                "plain",
                "a b",
                "",
                "'",
                "\"",
                "\\",
                "$HOME",
                "`id`",
                "$(id)",
                "*",
                "?",
                "[a]",
                "{a,b}",
                "~",
                "~root",
                "a=~",
                "#x",
                "!",
                ";",
                "&",
                "|",
                "<",
                ">",
                "(",
                ")",
                "\n",
                "\t",
                "-n",
                "--",
                "--x=y",
                "a@b:c/d.e,f+g%h",
                "ж",
                "it's",
                "%s");
    }

    @ParameterizedTest
    @MethodSource("words")
    void a_real_shell_reads_the_very_words(String word) throws Exception {
        String line = ShellLine.of(List.of("printf", "%s\\0", word, "x" + word));

        Process shell = new ProcessBuilder("sh", "-c", line).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word + "\0x" + word + "\0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "A=1|npm|test → A=1 npm test",
                "A=a b|B=|npm|C=1 → A='a b' B= npm C=1",
                "1A=1|x → 1A=1 x",
                "if|true → 'if' true",
                "A=1|time|make|if → A=1 'time' make if",
                "!|x → '!' x",
                "ls;id|x → 'ls;id' x"
            })
    void the_first_words_are_a_programs_name_after_what_is_set_for_it(String words, String line) {
        assertThat(ShellLine.of(List.of(words.split("\\|")))).isEqualTo(line);
    }

    @Test
    void one_word_is_the_line_itself() {
        assertThat(ShellLine.of(new ArrayList<>(List.of("a && b 'c'")))).isEqualTo("a && b 'c'");
    }
}
