package dev.countersign.policy.language;

import dev.countersign.policy.history.LabelPattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a call as tests and examples write it: a shell line, or a mapping that names the tool and
 * what surrounds it.
 */
final class GivenForm {
    private static final List<String> SURROUNDINGS =
            List.of(
                    "cwd",
                    "now",
                    "agent",
                    "groups",
                    "operator",
                    "labels",
                    "session_age",
                    "actions_in_last_minute",
                    "environment",
                    "branch");
    private static final List<String> KEYS =
            Stream.concat(
                            Stream.of("command", "tool", "path", "content", "url", "input"),
                            SURROUNDINGS.stream())
                    .toList();

    private final Section around;
    private final Given defaults;

    /** Calls that say everything themselves. */
    GivenForm(Section around) {
        this.around = around;
        this.defaults = ofCommand("");
    }

    /** Calls that share what the key says, as far as they do not say it themselves. */
    GivenForm(Section around, String key) {
        this.around = around;
        this.defaults =
                around.section(key, SURROUNDINGS)
                        .map(shared -> given(shared, "Bash", Map.of()))
                        .orElseGet(() -> ofCommand(""));
    }

    Optional<Given> read(String path, Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(ofCommand(scalar.getValue()).or(defaults));
        }
        return around.section(path, node, KEYS)
                .flatMap(GivenForm::given)
                .map(given -> given.or(defaults));
    }

    private static Given ofCommand(String command) {
        return new Given(
                command,
                "Bash",
                Map.of("command", command),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Given> given(Section given) {
        Map<String, Object> input = input(given);
        Optional<String> tool =
                given.has("command") && !given.has("tool")
                        ? Optional.of("Bash")
                        : given.required("tool");
        return tool.map(name -> given(given, name, input));
    }

    private static Given given(Section given, String tool, Map<String, Object> input) {
        Optional<Instant> now =
                given.text("now")
                        .flatMap(
                                text ->
                                        given.make(
                                                given.value("now").orElseThrow(),
                                                text,
                                                GivenForm::instant));
        return new Given(
                shown(tool, input),
                tool,
                input,
                given.text("cwd").orElse(""),
                now,
                given.text("agent"),
                given.has("groups")
                        ? Optional.of(Set.copyOf(given.texts("groups")))
                        : Optional.empty(),
                given.text("operator"),
                Set.copyOf(given.texts("labels", GivenForm::label)),
                Durations.read(given, "session_age"),
                given.integer("actions_in_last_minute", 1).orElse(0),
                given.text("environment"),
                given.text("branch"));
    }

    private static Map<String, Object> input(Section given) {
        var input = new LinkedHashMap<String, Object>();
        Optional<Node> stated = given.value("input");
        if (stated.isPresent()) {
            if (stated.get() instanceof MappingNode mapping) {
                input.putAll(PlainValues.map(mapping));
            } else {
                given.wrong("input", "input is a mapping: the arguments of the tool");
            }
        }
        given.text("command").ifPresent(text -> input.put("command", text));
        given.text("path").ifPresent(text -> input.put("file_path", text));
        given.text("content").ifPresent(text -> input.put("content", text));
        given.text("url").ifPresent(text -> input.put("url", text));
        return input;
    }

    private static String shown(String tool, Map<String, Object> input) {
        return tool.equals("Bash") && input.get("command") instanceof String command
                ? command
                : tool + " " + input.values().stream().findFirst().orElse("");
    }

    private static String label(String text) {
        new LabelPattern(text);
        return text;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no time; write one with its offset, such as"
                            + " 2026-11-20T22:30:00+01:00",
                    noTime);
        }
    }
}
