package dev.countersign.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDiffTest {

    private static final String BEFORE =
            """
            mode: observe
            allow:
              - src
              - docs
            end
            """;

    private static final String AFTER =
            """
            mode: enforce
            allow:
              - src
              - tests
              - docs
            end
            """;

    @Test
    void hunks_have_the_numbers_of_their_lines_and_what_stands_around() {
        assertThat(String.join("\n", LineDiff.hunks(BEFORE, AFTER)))
                .isEqualTo(
                        """
                        @@ -1,5 +1,6 @@
                        -mode: observe
                        +mode: enforce
                         allow:
                           - src
                        +  - tests
                           - docs
                         end""");
    }

    @Test
    void a_whole_text_shows_every_line() {
        assertThat(LineDiff.whole("a\nb\nc\n", "a\nx\nc\n"))
                .containsExactly(" a", "-b", "+x", " c");
    }

    @Test
    void a_new_text_is_all_added_and_the_same_text_is_no_change() {
        assertThat(LineDiff.whole("", "a\nb")).containsExactly("+a", "+b");
        assertThat(LineDiff.hunks("", "a\nb")).containsExactly("@@ -1,0 +1,2 @@", "+a", "+b");
        assertThat(LineDiff.hunks("a\nb", "a\nb")).isEmpty();
    }

    @Test
    void a_carriage_return_does_not_end_a_line() {
        assertThat(LineDiff.whole("", "a\rb\n")).containsExactly("+a\rb");
    }

    @Test
    void texts_that_are_too_long_to_compare_are_shown_one_after_the_other() {
        String old = "a\n".repeat(3_000);
        String now = "b\n".repeat(2_000);

        assertThat(LineDiff.whole(old, now)).hasSize(5_000).startsWith("-a").endsWith("+b");
        assertThat(LineDiff.hunks(old, now)).hasSize(5_001).startsWith("@@ -1,3000 +1,2000 @@");
    }
}
