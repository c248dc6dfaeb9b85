package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void shows_what_went_and_what_came_in_order() {
        String before =
                """
                mode: observe
                allow:
                  - src
                  - docs
                end
                """;
        String after =
                """
                mode: enforce
                allow:
                  - src
                  - tests
                  - docs
                end
                """;

        assertThat(LineDiff.between(before, after))
                .isEqualTo(
                        """
                        -mode: observe
                        +mode: enforce
                        +  - tests""");
    }

    @Test
    void shows_a_new_text_whole_and_nothing_for_the_same() {
        assertThat(LineDiff.between("", "a\nb")).isEqualTo("+a\n+b");
        assertThat(LineDiff.between("a\nb", "a\nb")).isEmpty();
    }
}
