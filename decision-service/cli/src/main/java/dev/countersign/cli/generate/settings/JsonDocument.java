package dev.countersign.cli.generate.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.cli.generate.settings.JsonLayout.Member;
import dev.countersign.cli.generate.settings.JsonLayout.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON object in a file that people keep. Every change leaves all other characters where they
 * are, comments included. A path is made of keys, and of numbers of elements from 0.
 */
public final class JsonDocument {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final Pattern FIRST_INDENT = Pattern.compile("\\n([ \\t]+)\\S");

    private final String text;
    private final JsonNode tree;
    private final Node top;

    private JsonDocument(String text, JsonNode tree) {
        this.text = text;
        this.tree = tree;
        this.top = JsonLayout.of(text);
    }

    /**
     * @param name of the file, for the message
     * @throws NotGenerated with line and column if it is no JSON object
     */
    public static JsonDocument read(String name, String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (!tree.isObject()) {
                throw new NotGenerated(name + ":1:1: this is no JSON object; nothing was written");
            }
            return new JsonDocument(text, tree);
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            throw new NotGenerated(
                    "%s:%d:%d: this is no valid JSON (%s); nothing was written"
                            .formatted(
                                    name,
                                    at == null ? 1 : at.getLineNr(),
                                    at == null ? 1 : at.getColumnNr(),
                                    broken.getOriginalMessage()));
        }
    }

    String text() {
        return text;
    }

    /** What stands there, if anything does. */
    public Optional<JsonNode> at(List<String> path) {
        JsonNode found = tree;
        for (String step : path) {
            found =
                    found.isArray() && step.matches("[0-9]{1,9}")
                            ? found.path(Integer.parseInt(step))
                            : found.path(step);
        }
        return Optional.of(found).filter(node -> !node.isMissingNode());
    }

    /** Adds an element at the end of a list that is there. */
    JsonDocument append(List<String> list, JsonNode value) {
        return insert(node(list), "", value);
    }

    /** Adds a key, as the last one, to an object that is there. */
    JsonDocument put(List<String> path, JsonNode value) {
        return insert(node(parent(path)), PlainJson.key(path.getLast()), value);
    }

    /** Puts another value in the place of one that is there. */
    JsonDocument replace(List<String> path, JsonNode value) {
        Node old = node(path);
        return changed(old.start(), old.end(), json().of(value, indentAt(old.start())));
    }

    /** Takes out a key or an element that is there, with the comma that belongs to it. */
    JsonDocument remove(List<String> path) {
        Node container = node(parent(path));
        int index = container.members().indexOf(member(path));
        return index > 0
                ? removeLater(container.members().get(index - 1), container.members().get(index))
                : removeFirst(container);
    }

    private JsonDocument removeLater(Member before, Member member) {
        int behind = JsonLayout.behindBlanks(text, member.end());
        int line = restOfLine(before.end());
        if (text.charAt(behind) == ',' && line <= member.start()) {
            return changed(line, behind + 1, text.substring(line, member.start()).strip());
        }
        int comma = JsonLayout.behindBlanks(text, before.end());
        String between =
                text.substring(before.end(), comma)
                        + text.substring(comma + 1, member.start()).stripTrailing();
        return changed(before.end(), member.end(), between);
    }

    /** Behind the comma and the comments that follow in the same line. */
    private int restOfLine(int from) {
        int at = from;
        int end = from;
        while (" \t,/".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at) == '/') {
                boolean line = text.startsWith("//", at);
                int close = line ? text.indexOf('\n', at) : text.indexOf("*/", at) + 2;
                at = line && text.charAt(close - 1) == '\r' ? close - 1 : close;
                end = at;
            } else {
                at++;
                end = text.charAt(at - 1) == ',' ? at : end;
            }
        }
        return end;
    }

    private JsonDocument removeFirst(Node container) {
        Member member = container.members().getFirst();
        int behind = JsonLayout.behindBlanks(text, member.end());
        boolean comma = text.charAt(behind) == ',';
        if (container.members().size() > 1) {
            int next = container.members().get(1).start();
            String between =
                    text.substring(member.end(), behind).strip()
                            + text.substring(behind + 1, next).stripLeading();
            return changed(member.start(), next, between);
        }
        int end = comma ? behind + 1 : member.end();
        String rest =
                text.substring(container.start() + 1, member.start())
                        + text.substring(end, container.end() - 1);
        return changed(container.start() + 1, container.end() - 1, rest.isBlank() ? "" : rest);
    }

    private JsonDocument insert(Node container, String key, JsonNode value) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        if (container.members().isEmpty()) {
            String outer = indentAt(container.start());
            String inside = text.substring(container.start() + 1, container.end() - 1);
            String kept = inside.isBlank() ? "" : inside.stripTrailing();
            String indent = outer + unit();
            return changed(
                    container.start() + 1,
                    container.end() - 1,
                    kept + newline + indent + key + json().of(value, indent) + newline + outer);
        }
        Member last = container.members().getLast();
        String lead = text.substring(container.start(), container.members().getFirst().start());
        if (!lead.contains("\n")) {
            return changed(last.end(), last.end(), ", " + key + PlainJson.line(value));
        }
        String indent = indentAt(last.start());
        String line = newline + indent + key + json().of(value, indent);
        int end = restOfLine(last.end());
        int comma = JsonLayout.behindBlanks(text, last.end());
        int behind = Math.max(end, comma + 1);
        return text.charAt(comma) == ','
                ? changed(behind, behind, line + ",")
                : changed(last.end(), end, "," + text.substring(last.end(), end) + line);
    }

    private JsonDocument changed(int from, int to, String by) {
        String whole = text.substring(0, from) + by + text.substring(to);
        return read("what was generated", whole);
    }

    private PlainJson json() {
        return new PlainJson(unit(), text.contains("\r\n") ? "\r\n" : "\n");
    }

    private String unit() {
        Matcher indent = FIRST_INDENT.matcher(text);
        return indent.find() ? indent.group(1) : "  ";
    }

    /** What the line of a place begins with. */
    private String indentAt(int place) {
        int begin = text.lastIndexOf('\n', place - 1) + 1;
        int end = begin;
        while (end < place && " \t".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return text.substring(begin, end);
    }

    private static List<String> parent(List<String> path) {
        return path.subList(0, path.size() - 1);
    }

    private Node node(List<String> path) {
        return path.isEmpty() ? top : member(path).node();
    }

    private Member member(List<String> path) {
        return node(parent(path))
                .member(path.getLast())
                .orElseThrow(() -> new IllegalStateException(path + " is not there"));
    }
}
