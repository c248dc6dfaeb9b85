package dev.countersign.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a service answered.
 *
 * @param status of HTTP
 */
public record Answer(int status, String text) {

    public boolean isFine() {
        return status / 100 == 2;
    }

    /** The answer to what was taken. */
    public JsonNode json() {
        return Json.tree(text).orElseThrow(this::foreign);
    }

    /** The answer to a question for several. */
    public List<JsonNode> list() {
        return Json.list(text).orElseThrow(this::foreign);
    }

    /** The identifier of the policy that it is about, fit for an address. */
    public String policy() {
        String id = json().path("id").asText("");
        if (!id.matches("pol_[A-Za-z0-9]+")) {
            throw foreign();
        }
        return id;
    }

    private Unusable foreign() {
        return new Unusable(
                "The answer is not one of decision-service: " + Visible.line(beginning()));
    }

    /** Whether the caller, not what was sent, is refused, or nothing was decided. */
    public boolean isAboutTheCall() {
        return switch (status) {
            case 401, 403, 404, 405, 406, 415 -> true;
            default -> status >= 500;
        };
    }

    /** Whether what was sent has errors in its text. */
    public boolean hasErrors() {
        return Json.tree(text).filter(json -> !json.at("/details/errors").isEmpty()).isPresent();
    }

    /** What a problem document says, line by line: what, every place, what to do. */
    public List<String> problem(String file) {
        Optional<JsonNode> problem = Json.tree(text).filter(json -> json.has("title"));
        if (problem.isEmpty()) {
            return List.of(
                    "It answered with status %d and no reason: %s"
                            .formatted(status, Visible.line(beginning())));
        }
        List<String> lines = new ArrayList<>(places(problem.get().at("/details/errors"), file));
        if (lines.isEmpty()) {
            said(problem.get(), "detail").lines().map(Visible::line).forEach(lines::add);
        }
        lines.add(Visible.line(said(problem.get(), "title")));
        lines.add(Visible.line(said(problem.get(), "next")));
        lines.removeIf(String::isBlank);
        return lines;
    }

    /**
     * Errors or warnings with their places, as compilers write them.
     *
     * @param file what was sent, where the answer names no file
     */
    public static List<String> places(JsonNode errors, String file) {
        return StreamSupport.stream(errors.spliterator(), false)
                .map(
                        error ->
                                Visible.line(
                                        "%s:%d:%d: %s"
                                                .formatted(
                                                        error.path("file").asText(file),
                                                        error.path("line").asInt(1),
                                                        error.path("column").asInt(1),
                                                        said(error, "message"))))
                .toList();
    }

    private static String said(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    private String beginning() {
        return text.codePoints()
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
