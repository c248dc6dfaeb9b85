package dev.countersign.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the READMEs promise is there, because prose drifts. */
class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void links_lead_somewhere() throws IOException {
        List<Path> pages = pages();

        List<String> broken =
                pages.stream()
                        .flatMap(
                                page ->
                                        LINK.matcher(read(page))
                                                .results()
                                                .map(link -> link.group(1))
                                                .filter(
                                                        link ->
                                                                !Files.exists(
                                                                        page.resolveSibling(link)))
                                                .map(
                                                        link ->
                                                                Deployed.ROOT.relativize(page)
                                                                        + " → "
                                                                        + link))
                        .toList();

        assertThat(pages).hasSizeGreaterThan(8);
        assertThat(broken).isEmpty();
    }

    @Test
    void the_settings_for_claude_code_are_those_of_the_example_file() throws IOException {
        JsonNode example =
                JSON.readTree(
                        read(
                                Deployed.ROOT.resolve(
                                        "decision-service/hook/claude-code.settings.json")));

        JsonNode shown = JSON.readTree(snippet());

        for (String event : List.of("PreToolUse", "PostToolUse")) {
            JsonNode hook = shown.at("/hooks/" + event + "/0/hooks/0");
            JsonNode wanted = example.at("/hooks/" + event + "/0/hooks/0");
            for (String field : List.of("type", "args", "timeout", "onFailure")) {
                assertThat(hook.path(field)).as(event + " " + field).isEqualTo(wanted.path(field));
            }
            assertThat(hook.path("command").asText())
                    .endsWith("/decision-service/hook/countersign-hook");
        }
    }

    private static String snippet() {
        Matcher json =
                Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
                        .matcher(read(Deployed.ROOT.resolve("README.md")));
        assertThat(json.find()).isTrue();
        return json.group(1);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Deployed.ROOT, 4)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(
                            file ->
                                    !file.toString()
                                            .matches(".*/(target|node_modules|\\.countersign)/.*"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
