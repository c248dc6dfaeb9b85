package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.action.Wild;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartlyKnownNameTest {
    private static final String ANYTHING = String.valueOf(Wild.ANYTHING);

    @Test
    void the_program_that_knows_the_sub_command_comes_before_those_that_do_not() {
        List<String> names = PartlyKnownName.candidates(ANYTHING + "t", List.of("push", "--force"));

        assertThat(names).contains("git");
    }

    @Test
    void a_program_that_deletes_its_operands_is_among_the_first() {
        List<String> names = PartlyKnownName.candidates(Wild.ONE + "m", List.of("-rf", "src"));

        assertThat(names).contains("rm");
    }

    @Test
    void nothing_is_known_of_a_name_without_a_letter() {
        assertThat(PartlyKnownName.candidates(ANYTHING, List.of("push"))).isEmpty();
    }

    @Test
    void the_order_follows_from_the_words_alone() {
        List<String> arguments = List.of("delete", "ns", "prod");

        List<String> names = PartlyKnownName.candidates("k" + ANYTHING, arguments);

        assertThat(names)
                .contains("kubectl")
                .isEqualTo(PartlyKnownName.candidates("k" + ANYTHING, arguments));
    }
}
