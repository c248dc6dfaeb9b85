package dev.countersign.cli.generate.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where everything stands in a JSON text that was found sound. Comments are skipped. */
final class JsonLayout {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String text;
    private int at;

    private JsonLayout(String text) {
        this.text = text;
    }

    /**
     * A value.
     *
     * @param start of its first character
     * @param end behind its last one
     * @param members of an object or an array, in their order
     */
    record Node(int start, int end, List<Member> members) {
        Optional<Member> member(String name) {
            return members.stream().filter(one -> one.name().equals(name)).findFirst();
        }
    }

    /**
     * @param name the key, or the number of the element from 0
     * @param start of the key or of the element
     */
    record Member(String name, int start, Node node) {
        int end() {
            return node.end();
        }
    }

    static Node of(String sound) {
        return new JsonLayout(sound).value();
    }

    private Node value() {
        skip();
        int start = at;
        var members = new ArrayList<Member>();
        switch (text.charAt(at)) {
            case '{' -> members('}', members);
            case '[' -> members(']', members);
            case '"' -> string();
            default -> word();
        }
        return new Node(start, at, List.copyOf(members));
    }

    private void members(char close, List<Member> into) {
        at++;
        for (skip(); text.charAt(at) != close; skip()) {
            if (text.charAt(at) == ',') {
                at++;
            } else {
                int start = at;
                String name = close == '}' ? key() : String.valueOf(into.size());
                into.add(new Member(name, start, value()));
            }
        }
        at++;
    }

    private String key() {
        int start = at;
        string();
        String quoted = text.substring(start, at);
        skip();
        at++;
        try {
            return MAPPER.readValue(quoted, String.class);
        } catch (JsonProcessingException unsound) {
            throw new IllegalStateException(unsound);
        }
    }

    private void string() {
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        at++;
    }

    private void word() {
        while (at < text.length() && ",]}/".indexOf(text.charAt(at)) < 0 && !isBlank()) {
            at++;
        }
    }

    private boolean isBlank() {
        return Character.isWhitespace(text.charAt(at));
    }

    private void skip() {
        at = behindBlanks(text, at);
    }

    /** The next place that is neither blank nor in a comment. */
    static int behindBlanks(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at) + 2;
            } else {
                break;
            }
        }
        return at;
    }
}
