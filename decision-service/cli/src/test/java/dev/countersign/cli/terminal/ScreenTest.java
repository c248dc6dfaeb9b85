package dev.countersign.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {

    private static final Path ROOT = Path.of("/");

    private static final String LINE =
            "sudo rm -rf \"$(cat .env)\" /srv/a/very/long/path/that/goes/on/and/on/without/end 日本語のファイル && git push --force";

    static Stream<Arguments> screens() {
        return Stream.of(
                argumentSet("a terminal", Map.of(), Optional.of("90"), new Screen(90, true)),
                argumentSet("a file", Map.of(), Optional.empty(), new Screen(120, false)),
                argumentSet(
                        "a file with a wish",
                        Map.of("COLUMNS", "60"),
                        Optional.empty(),
                        new Screen(60, false)),
                argumentSet(
                        "a terminal without colours",
                        Map.of("NO_COLOR", "1"),
                        Optional.of("90"),
                        new Screen(90, false)),
                argumentSet(
                        "an empty wish is none",
                        Map.of("NO_COLOR", ""),
                        Optional.of("90"),
                        new Screen(90, true)),
                argumentSet(
                        "a dumb terminal",
                        Map.of("TERM", "dumb"),
                        Optional.of("90"),
                        new Screen(90, false)),
                argumentSet(
                        "a terminal that does not know its width",
                        Map.of(),
                        Optional.of("0"),
                        new Screen(120, true)),
                argumentSet(
                        "a very narrow terminal",
                        Map.of(),
                        Optional.of("7"),
                        new Screen(40, true)));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void is_what_terminal_and_environment_say(
            Map<String, String> environment, Optional<String> terminal, Screen screen) {
        assertThat(Screen.of(environment, terminal)).isEqualTo(screen);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 57, 80, 100, 133, 300})
    void no_line_is_wider_than_the_screen(int columns) {
        Ran ran = explained(new Screen(columns, false), LINE);

        assertThat(ran.out().lines()).allMatch(line -> Visible.width(line) <= columns);
        assertThat(ran.out().replaceAll("\\s+", "")).contains("secrets.read", "日本語");
    }

    @Test
    void colours_change_nothing_but_the_colour() {
        Ran plain = explained(new Screen(80, false), LINE);
        Ran coloured = explained(new Screen(80, true), LINE);

        assertThat(plain.out()).doesNotContain("\033");
        assertThat(coloured.out()).startsWith("\033[1;31mdeny\033[0m  ");
        assertThat(coloured.out().replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain.out());
    }

    @Test
    void what_is_explained_cannot_forge_the_explanation() {
        Ran ran =
                explained(
                        new Screen(80, true),
                        "echo '\033[2J\033[32mallow\u202e\u200b\u009b'; rm x\r");

        assertThat(ran.out())
                .contains("Call", "echo '\\x1b[2J\\x1b[32mallow\\u{202e}\\u{200b}\\x9b'; rm x\\r")
                .doesNotContain("\033[2J", "\033[32mallow\\", "\u202e", "\u200b", "\u009b", "\r");
    }

    private static Ran explained(Screen screen, String line) {
        return Ran.with(ROOT, screen, new byte[0], "explain", "--cwd", "/", "--", line);
    }
}
