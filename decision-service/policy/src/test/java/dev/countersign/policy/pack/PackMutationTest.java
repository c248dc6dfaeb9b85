package dev.countersign.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.language.Packs;
import dev.countersign.policy.suite.Mutation;
import dev.countersign.policy.suite.Subject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the cases of a pack notice when the pack is changed. */
class PackMutationTest {
    private static final int LEAST_PERCENT = 95;

    static Stream<String> names() {
        return PackFiles.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_a_pack_says_is_protected_by_its_cases(String name) {
        Mutation.Report report =
                Mutation.of(Subject.alone(Packs.read(name)), PackFiles.cases(name));

        assertThat(report.percent())
                .as("%s", report.survived())
                .isGreaterThanOrEqualTo(LEAST_PERCENT);
    }
}
