package dev.countersign.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.ui.text.YamlText.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlTextTest {

    static Stream<Arguments> lines() {
        return Stream.of(
                argumentSet("key", "version: \"2.1\"", "<version>: '\"2.1\"'"),
                argumentSet("key of an item", "  - id: secrets.read", "  - <id>: secrets.read"),
                argumentSet("key without value", "rules:", "<rules>:"),
                argumentSet(
                        "flow",
                        "match: {paths: {any: [a, b]}}",
                        "<match>: {<paths>: {<any>: [a, b]}}"),
                argumentSet("quoted key", "\"a: b\": c", "<\"a: b\">: c"),
                argumentSet("comment", "# why: so", "#(# why: so)"),
                argumentSet("comment at the end", "a: b # c: d", "<a>: b #(# c: d)"),
                argumentSet("no comment without a blank", "a: b#c", "<a>: b#c"),
                argumentSet("no comment in quotes", "a: 'it''s # b'", "<a>: ''it''s # b''"),
                argumentSet("apostrophe in a word", "a: don't # x", "<a>: don't #(# x)"),
                argumentSet("escaped quote", "a: \"\\\" # b\"", "<a>: '\"\\\" # b\"'"),
                argumentSet("quote that does not end", "a: \"b", "<a>: '\"b'"),
                argumentSet("address", "a: https://b.example", "<a>: https://b.example"),
                argumentSet("command", "- npm test", "- npm test"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void keys_texts_and_comments_are_told_apart(String line, String marked) {
        assertThat(marked(YamlText.of(line).lines().getFirst())).isEqualTo(marked);
    }

    @Test
    void a_block_of_text_has_neither_keys_nor_comments() {
        YamlText text =
                YamlText.of(
                        """
                        - id: a
                          message: >-
                            Note: this

                            # stays text
                          effect: deny
                        - |
                          key: no
                        b: c
                        """);

        assertThat(text.lines().stream().map(YamlTextTest::marked))
                .containsExactly(
                        "- <id>: a",
                        "  <message>: >-",
                        "'    Note: this'",
                        "''",
                        "'    # stays text'",
                        "  <effect>: deny",
                        "- |",
                        "'  key: no'",
                        "<b>: c");
    }

    @Test
    void nothing_is_lost_and_lines_are_numbered_whatever_ends_them() {
        YamlText text = YamlText.of("a: 1\r\n\r\n  b: [\"x\", 'y'] # z\n\n");

        assertThat(text.lines()).extracting(YamlText.Line::number).containsExactly(1, 2, 3, 4);
        assertThat(text.lines().stream().map(YamlTextTest::plain))
                .containsExactly("a: 1", "", "  b: [\"x\", 'y'] # z", "");
        assertThat(text.hides()).isFalse();
    }

    @Test
    void what_cannot_be_seen_is_written_as_an_escape() {
        YamlText text = YamlText.of("a: b # \u202e\n");

        assertThat(text.hides()).isTrue();
        assertThat(plain(text.lines().getFirst())).isEqualTo("a: b # \\u{202E}");
    }

    @Test
    void the_neighbours_of_a_line_end_where_the_text_ends() {
        YamlText text = YamlText.of("a\nb\nc\nd\ne\n");

        assertThat(text.around(1)).extracting(YamlText.Line::number).containsExactly(1, 2);
        assertThat(text.around(4)).extracting(YamlText.Line::number).containsExactly(2, 3, 4, 5);
        assertThat(text.around(5)).extracting(YamlText.Line::number).containsExactly(3, 4, 5);
        assertThat(text.around(0)).isEmpty();
        assertThat(text.around(6)).isEmpty();
    }

    @Test
    void long_lines_of_any_kind_are_read_once() {
        for (String part : List.of("\\\"", "[", "a, ", "- ", "# ", "'", "|>", "{a: ")) {
            String line = "k: \"" + part.repeat(100_000);

            assertThat(plain(YamlText.of(line).lines().getFirst())).isEqualTo(line);
            assertThat(plain(YamlText.of(line.substring(4)).lines().getFirst()))
                    .isEqualTo(line.substring(4));
        }
    }

    private static String marked(YamlText.Line line) {
        return line.parts().stream()
                .map(part -> around(part.kind(), plain(part)))
                .collect(Collectors.joining());
    }

    private static String around(Kind kind, String text) {
        return switch (kind) {
            case PLAIN -> text;
            case KEY -> "<" + text + ">";
            case TEXT -> "'" + text + "'";
            case COMMENT -> "#(" + text + ")";
        };
    }

    private static String plain(YamlText.Line line) {
        return line.parts().stream().map(YamlTextTest::plain).collect(Collectors.joining());
    }

    private static String plain(YamlText.Part part) {
        return part.pieces().stream().map(Piece::text).collect(Collectors.joining());
    }
}
