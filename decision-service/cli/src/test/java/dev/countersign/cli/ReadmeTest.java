package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what one gets. */
class ReadmeTest {

    private static final Path README =
            Path.of(
                    System.getProperty("countersign.root", "../.."),
                    "decision-service/cli/README.md");

    @TempDir private Path temporary;

    @Test
    void the_example_is_real() throws Exception {
        Path folder = temporary.toRealPath();
        String readme = Files.readString(README);
        Files.writeString(folder.resolve(".agent-policy.yml"), block(readme, "```yaml\n(.*?)```"));
        String command = block(readme, "\\$ agent-policy explain -- '(.*?)'\n");

        Ran ran = Ran.with(folder, new Screen(110, false), new byte[0], "explain", "--", command);

        assertThat(settled(ran.out().replace(folder.toString(), "/home/dave/app")))
                .isEqualTo(settled(block(readme, "```console\n[^\n]*\n(.*?)```")));
    }

    /** Without what any change of the shipped baseline moves. */
    private static String settled(String text) {
        return text.replaceAll("sha256:[0-9a-f…]+", "sha256:…")
                .replaceAll("baseline.yml:\\d+:\\d+", "baseline.yml:…");
    }

    private static String block(String readme, String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(readme);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
