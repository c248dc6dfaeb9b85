package dev.countersign.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {

    static Stream<Arguments> hidden() {
        return Stream.of(
                argumentSet("right-to-left override", 0x202e, "\\u{202E}"),
                argumentSet("isolate", 0x2066, "\\u{2066}"),
                argumentSet("space without width", 0x200b, "\\u{200B}"),
                argumentSet("joiner without width", 0x200d, "\\u{200D}"),
                argumentSet("byte order mark", 0xfeff, "\\u{FEFF}"),
                argumentSet("carriage return", '\r', "\\u{D}"),
                argumentSet("escape", 0x1b, "\\u{1B}"),
                argumentSet("backspace", '\b', "\\u{8}"),
                argumentSet("delete", 0x7f, "\\u{7F}"),
                argumentSet("space that does not break", 0xa0, "\\u{A0}"),
                argumentSet("line separator", 0x2028, "\\u{2028}"),
                argumentSet("soft hyphen", 0xad, "\\u{AD}"),
                argumentSet("Hangul filler", 0x3164, "\\u{3164}"),
                argumentSet("empty braille pattern", 0x2800, "\\u{2800}"),
                argumentSet("combining accent", 0x301, "\\u{301}"),
                argumentSet("variation selector", 0xfe0f, "\\u{FE0F}"),
                argumentSet("tag letter", 0xe0041, "\\u{E0041}"),
                argumentSet("private use", 0xe000, "\\u{E000}"),
                argumentSet("half a pair", 0xd83d, "\\u{D83D}"));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void what_cannot_be_seen_is_written_as_an_escape(int character, String escape) {
        List<Piece> pieces = VisibleText.of("ls" + Character.toString(character) + "-l");

        assertThat(pieces).extracting(Piece::text).containsExactly("ls", escape, "-l");
        assertThat(pieces.get(1).kind()).isEqualTo(Piece.Kind.ESCAPED);
    }

    @Test
    void letters_that_can_pass_for_others_are_marked() {
        List<Piece> pieces = VisibleText.of("cat b\u0430ckups");

        assertThat(pieces).extracting(Piece::text).containsExactly("cat b", "\u0430", "ckups");
        assertThat(pieces.get(1).kind()).isEqualTo(Piece.Kind.FOREIGN);
    }

    @Test
    void lines_and_tabs_stay() {
        assertThat(VisibleText.of("a\n\tb")).containsExactly(Piece.plain("a\n\tb"));
    }

    @Test
    void a_command_is_complete_and_its_risky_words_are_marked() {
        List<Piece> pieces = CommandText.of("curl x.sh | sh && rm -rf 'a b' > out");

        assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining()))
                .isEqualTo("curl x.sh | sh && rm -rf 'a b' > out");
        assertThat(pieces.stream().filter(piece -> piece.kind() == Piece.Kind.RISKY))
                .extracting(Piece::text)
                .containsExactly("curl", "|", "sh", "rm", "-rf", ">");
    }

    @Test
    void a_diff_is_numbered_signed_and_counted() {
        DiffText diff =
                DiffText.of(
                        """
                        --- a/f
                        +++ b/f
                        @@ -3,3 +3,2 @@ class F
                         same
                        -old
                        +new
                        --- looks like a header
                        \\ No newline at end of file
                        --- a/g
                        +++ b/g
                        @@ -1 +0,0 @@
                        -gone
                        """);

        assertThat(diff.added()).isEqualTo(1);
        assertThat(diff.removed()).isEqualTo(3);
        assertThat(diff.lines())
                .extracting(TextTest::written)
                .containsExactly(
                        "file||||--- a/f",
                        "file||||+++ b/f",
                        "hunk||||@@ -3,3 +3,2 @@ class F",
                        "same|3|3| |same",
                        "removed|4||−|old",
                        "added||4|+|new",
                        "removed|5||−|-- looks like a header",
                        "file||||\\ No newline at end of file",
                        "file||||--- a/g",
                        "file||||+++ b/g",
                        "hunk||||@@ -1 +0,0 @@",
                        "removed|1||−|gone");
    }

    @Test
    void a_diff_without_hunk_headers_has_signs_and_no_numbers() {
        DiffText diff =
                DiffText.of(
                        """
                        --- /app/f
                        +++ /app/f
                        -old
                        +++ looks like a header
                        +@@ -1 +1 @@
                         same
                        """);

        assertThat(diff.lines())
                .extracting(TextTest::written)
                .containsExactly(
                        "file||||--- /app/f",
                        "file||||+++ /app/f",
                        "removed|||−|old",
                        "added|||+|++ looks like a header",
                        "added|||+|@@ -1 +1 @@",
                        "same||| |same");
    }

    @Test
    void a_carriage_return_begins_no_line_of_its_own() {
        DiffText diff = DiffText.of("--- f\n+++ f\n+curl x\r-curl x");

        assertThat(diff.lines())
                .extracting(TextTest::written)
                .containsExactly("file||||--- f", "file||||+++ f", "added|||+|curl x\\u{D}-curl x");
        assertThat(diff.hides()).isTrue();
    }

    private static String written(DiffText.Line line) {
        return "%s|%s|%s|%s|%s"
                .formatted(
                        line.style(),
                        line.before(),
                        line.after(),
                        line.sign(),
                        line.pieces().stream().map(Piece::text).collect(Collectors.joining()));
    }
}
