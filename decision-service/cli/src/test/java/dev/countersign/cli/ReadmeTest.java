package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.connection.FakePolicies;
import dev.countersign.cli.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

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

    @Test
    void the_way_of_a_bundle_is_real() throws Exception {
        Files.writeString(
                temporary.resolve(".agent-policy.yml"),
                """
                version: "2.1"
                agents: ["code-*"]
                metadata: {name: payments, revision: 41}
                defaults: {network: deny}
                """);
        Files.createDirectory(temporary.resolve("backend"));
        Files.writeString(
                temporary.resolve("backend/.agent-policy.override.yml"),
                "version: \"2.1\"\npermissions: {filesystem: {deny: [\"secrets/**\"]}}\n");
        String shown = block(Files.readString(README), "## From a folder.*?```console\n(.*?)```");

        String given = session(shown.lines().filter(line -> line.startsWith("$ ")).toList());

        assertThat(settled(given)).isEqualTo(settled(shown));
    }

    /** What a person sees who types the lines. */
    private String session(List<String> lines) throws Exception {
        var seen = new StringBuilder();
        try (FakePolicies service = new FakePolicies()) {
            String answer =
                    "{\"id\":\"pol_1\",\"version\":\"2.1+sha256:ab\",\"name\":\"payments\",\"active_for\":[\"code-*\"]}";
            service.replies("/v1/policies", 200, answer);
            service.replies("/v1/policies/pol_1/activate", 200, answer);
            for (String line : lines) {
                List<String> words = List.of(line.substring(2).split(" "));
                int redirected = words.indexOf(">");
                int end = redirected < 0 ? words.size() : redirected;
                Ran ran =
                        Ran.knowing(
                                service.environment(),
                                temporary,
                                words.subList(1, end).toArray(String[]::new));
                assertThat(ran.status()).as(line + ran).isZero();
                seen.append(line).append('\n');
                if (redirected < 0) {
                    seen.append(ran.out());
                } else {
                    Files.writeString(temporary.resolve(words.getLast()), ran.out());
                }
                seen.append(ran.err());
            }
        }
        return seen.toString();
    }

    /** Without what any change of the shipped baseline moves. */
    private static String settled(String text) {
        return text.replaceAll("sha256:[0-9a-f…]+", "sha256:…")
                .replaceAll("signed by [0-9a-f…]+", "signed by …")
                .replaceAll("baseline.yml:\\d+:\\d+", "baseline.yml:…");
    }

    private static String block(String readme, String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(readme);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void what_projects_copy_is_yaml_and_uses_what_there_is() throws Exception {
        String readme = Files.readString(README);
        String examples = readme.substring(readme.indexOf("## In a project's CI"));
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(examples);
        var lines = new java.util.ArrayList<String>();

        while (blocks.find()) {
            assertThat(new Load(LoadSettings.builder().build()).loadFromString(blocks.group(1)))
                    .isNotNull();
            blocks.group(1)
                    .lines()
                    .filter(line -> line.matches(".*(run|entry): agent-policy.*"))
                    .forEach(line -> lines.add(line.substring(line.indexOf("agent-policy"))));
        }

        assertThat(lines).hasSize(5).allSatisfy(ReadmeTest::exists);
    }

    private static void exists(String line) {
        String[] words =
                line.replaceAll(" >.*", "")
                        .replace("agent-policy-lint", "agent-policy lint")
                        .split(" ");
        String help = Ran.in(Path.of("/"), words[1], "--help").out();
        assertThat(help).contains("Usage: agent-policy " + words[1]);
        for (String word : words) {
            assertThat(!word.startsWith("--") || help.contains(word)).as(word).isTrue();
        }
    }
}
