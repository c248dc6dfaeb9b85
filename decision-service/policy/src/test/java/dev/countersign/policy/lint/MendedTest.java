package dev.countersign.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class MendedTest {
    private static final String BEFORE =
            """
            # what we may do
            version: "2.1"
            permissions:
              commands:
                allow:   # a list
                  - git push
                  - npm test   # always
                  - git status
                  - git  status
                deny: ["git push", "rm -rf", "rm -fr"]
              filesystem: {allow: ["secrets/a", "src/**", "src/a/**"], deny: ["secrets/**"]}   # the rest
            """;

    private static final String AFTER =
            """
            # what we may do
            version: "2.1"
            permissions:
              commands:
                allow:   # a list
                  - npm test   # always
                  - git status
                deny: ["git push", "rm -rf", "rm -fr"]
              filesystem: {allow: ["src/**", "src/a/**"], deny: ["secrets/**"]}   # the rest
            """;

    @Test
    void permissions_that_do_nothing_go_and_all_else_stays_as_it_is() {
        Mended mended = Mended.of("p.yml", BEFORE);

        assertThat(mended.text()).isEqualTo(AFTER);
        assertThat(mended.fixes())
                .extracting(Finding::check)
                .containsExactly(Check.SHADOWED_ALLOW, Check.DUPLICATE, Check.SHADOWED_ALLOW);
    }

    @Test
    void mending_twice_changes_nothing_more() {
        assertThat(Mended.of("p.yml", AFTER)).isEqualTo(new Mended(AFTER, List.of()));
    }

    @Test
    void nothing_that_was_stopped_goes_on_afterwards() {
        CompiledPolicy before = Judged.policy(BEFORE);
        CompiledPolicy after = Judged.policy(Mended.of("p.yml", BEFORE).text());

        assertThat(CorpusLines.every(5))
                .hasSizeGreaterThan(500)
                .allSatisfy(
                        line ->
                                assertThat(Judged.effect(after, line))
                                        .as(line)
                                        .isGreaterThanOrEqualTo(Judged.effect(before, line)));
    }

    @Test
    void a_list_is_never_left_empty() {
        String only =
                "version: \"2.1\"\npermissions: {commands: {allow: [git push], deny: [git push]}}\n";
        String both =
                """
                version: "2.1"
                permissions:
                  commands:
                    allow:
                      - git push
                      - rm
                    deny: [git push, rm]
                """;

        assertThat(Mended.of("p.yml", only).text()).isEqualTo(only);
        assertThat(Mended.of("p.yml", both).text()).contains("allow:\n      - rm\n");
    }

    @Test
    void what_does_not_load_stays_as_it_is() {
        assertThat(Mended.of("p.yml", "version: [")).isEqualTo(new Mended("version: [", List.of()));
    }
}
