package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Code and PowerShell text made to break their readers: nothing is thrown, and it ends. */
class HostileCodeTest {
    private static final List<String> OPENERS =
            List.of(
                    "(",
                    "[",
                    "{",
                    "\"",
                    "'",
                    "`",
                    "$(",
                    "@(",
                    "@{",
                    "\"$(",
                    "${",
                    "#",
                    "<#",
                    "f\"{",
                    "#{",
                    "%w(",
                    "qq{",
                    "s/a/",
                    "/",
                    "<",
                    "|",
                    "&",
                    ",",
                    "a,",
                    ";",
                    "-a ",
                    "$x=",
                    "[a]::b(",
                    ".a(",
                    "@'\n",
                    "import ",
                    "require(",
                    "def ",
                    "x=>",
                    "\\",
                    "\n",
                    "\t",
                    "é",
                    "::",
                    "--% ",
                    "if (",
                    "& ");

    private static final List<String> PROGRAMS =
            List.of(
                    "python3 -c ",
                    "node -e ",
                    "perl -e ",
                    "ruby -e ",
                    "php -r ",
                    "lua -e ",
                    "awk ",
                    "Rscript -e ",
                    "sed ",
                    "vim -c ",
                    "make --eval=",
                    "pwsh -c ",
                    "cmd /c ",
                    "sqlite3 x ");

    static Stream<Arguments> floods() {
        return OPENERS.stream()
                .flatMap(
                        opener ->
                                PROGRAMS.stream()
                                        .map(
                                                program ->
                                                        argumentSet(
                                                                program + opener.strip() + "…",
                                                                program,
                                                                opener)));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void a_flood_of_one_opener_ends(String program, String opener) {
        String code = opener.repeat(40_000 / opener.length());
        String line = "rm -rf /data; " + program + "'" + code.replace("'", "'\\''") + "'";

        Effect effect =
                Assertions.assertTimeout(
                        Duration.ofSeconds(5),
                        () -> Judged.effect(CompiledPolicy.baseline(), line));

        assertThat(effect).isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void random_code_never_breaks_the_analyser() {
        var random = new Random(20261121);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.append(OPENERS.get(random.nextInt(OPENERS.size())));
                text.append(
                        List.of("a", " ", ")", "]", "}", "\"", "'", "os.system", "ri -r src")
                                .get(random.nextInt(9)));
            }
            String program = PROGRAMS.get(random.nextInt(PROGRAMS.size()));
            String quoted = "'" + text.toString().replace("'", "'\\''") + "'";

            assertThat(Judged.effect(CompiledPolicy.baseline(), program + quoted))
                    .as(program + quoted)
                    .isNotNull();
            assertThat(
                            Judged.call(
                                            CompiledPolicy.baseline(),
                                            "PowerShell",
                                            Map.of("command", text.toString()))
                                    .effect())
                    .as(text.toString())
                    .isNotNull();
        }
    }
}
