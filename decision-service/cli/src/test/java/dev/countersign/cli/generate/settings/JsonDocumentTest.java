package dev.countersign.cli.generate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonDocumentTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                argumentSet("empty", "{\"a\": []}", "{\"a\": [\n  \"x\"\n]}"),
                argumentSet("in one line", "{\"a\": [\"b\"]}", "{\"a\": [\"b\", \"x\"]}"),
                argumentSet(
                        "in lines",
                        "{\"a\": [\n    \"b\"\n]}",
                        "{\"a\": [\n    \"b\",\n    \"x\"\n]}"),
                argumentSet(
                        "with a comment at the end",
                        "{\"a\": [\n  \"b\" // , ]\n]}",
                        "{\"a\": [\n  \"b\", // , ]\n  \"x\"\n]}"),
                argumentSet(
                        "with a comma at the end",
                        "{\"a\": [\n  \"b\" /* , */, // why\n  // more\n]}",
                        "{\"a\": [\n  \"b\" /* , */, // why\n  \"x\",\n  // more\n]}"),
                argumentSet(
                        "with lines of Windows",
                        "{\"a\": [\r\n\t\"b\" // c\r\n]}",
                        "{\"a\": [\r\n\t\"b\", // c\r\n\t\"x\"\r\n]}"),
                argumentSet(
                        "with strings that look like structure",
                        "{\"]\": \"\\\"}\", \"a\": [\n  \"/* \\\\\"\n]}",
                        "{\"]\": \"\\\"}\", \"a\": [\n  \"/* \\\\\",\n  \"x\"\n]}"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void what_is_added_and_taken_out_again_leaves_every_byte(String before, String after) {
        JsonDocument document = JsonDocument.read("f", before);
        String last = String.valueOf(document.at(List.of("a")).orElseThrow().size());

        JsonDocument added = document.append(List.of("a"), TextNode.valueOf("x"));

        assertThat(added.text()).isEqualTo(after);
        assertThat(added.remove(List.of("a", last)).text()).isEqualTo(before);
    }

    static Stream<Arguments> removals() {
        return Stream.of(
                argumentSet("the first", "[\n  1, // one\n  2\n]", "0", "[\n  // one\n  2\n]"),
                argumentSet("the middle", "[1, 2, 3]", "1", "[1, 3]"),
                argumentSet("before a comment", "[1, /* a */ 2, 3]", "1", "[1, /* a */ 3]"),
                argumentSet("the only one", "[ 1, ]", "0", "[]"),
                argumentSet("beside a comment", "[\n  // why\n  1\n]", "0", "[\n  // why\n  \n]"));
    }

    @ParameterizedTest
    @MethodSource("removals")
    void an_element_goes_with_its_comma(String before, String index, String after) {
        JsonDocument document = JsonDocument.read("f", "{\"a\": " + before + "}");

        assertThat(document.remove(List.of("a", index)).text()).isEqualTo("{\"a\": " + after + "}");
    }
}
