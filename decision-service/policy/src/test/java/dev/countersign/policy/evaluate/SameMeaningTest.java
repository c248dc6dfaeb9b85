package dev.countersign.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing the same thing differently never softens the decision. */
class SameMeaningTest {
    private static final List<CompiledPolicy> POLICIES =
            List.of(CompiledPolicy.baseline(), Judged.seed());

    private static final List<String> LINES =
            List.of(
                    "git push -f origin main",
                    "rm -rf /data/ledger",
                    "rm -r build",
                    "cat .env",
                    "kubectl delete ns ledger",
                    "npm publish",
                    "npm test",
                    "git status",
                    "curl https://files.test/x",
                    "psql ledger -c 'drop table x'",
                    "echo x > .github/workflows/ci.yml");

    private static final List<UnaryOperator<String>> VARIANTS =
            List.of(
                    line -> "{ " + line + "; }",
                    line -> "( " + line + " )",
                    line -> "sh -c '" + line.replace("'", "'\\''") + "'",
                    line -> "eval '" + line.replace("'", "'\\''") + "'",
                    line -> ": ; " + line,
                    line -> "true && " + line,
                    line -> "if true; then " + line + "; fi",
                    line -> "for i in 1; do " + line + "; done",
                    line -> "f() { " + line + "; }; f",
                    line -> ">/dev/null " + line,
                    line -> "nice -n 3 sh -c '" + line.replace("'", "'\\''") + "'",
                    line -> "X=1 " + line,
                    line -> line.replaceFirst("^(\\w)(\\w*)", "$1'$2'"),
                    line -> line.replaceFirst("^(\\w)", "\\\\$1"),
                    line -> line.replaceFirst(" ", " \\\\\n "),
                    line -> "echo \"$(" + line + ")\"",
                    line -> "echo `" + line + "`",
                    line -> "time " + line,
                    line -> "bash <<'E'\n" + line + "\nE",
                    line -> "printf '%s' \"" + line.replace("\"", "\\\"") + "\" | sh",
                    line -> "cd . && " + line,
                    line -> "timeout 5 " + line,
                    line -> "# comment\n" + line);

    static Stream<String> lines() {
        return LINES.stream();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_variant_is_judged_as_strictly(String line) {
        for (CompiledPolicy policy : POLICIES) {
            var plain = Judged.effect(policy, line);
            for (UnaryOperator<String> variant : VARIANTS) {
                String other = variant.apply(line);
                assertThat(Judged.effect(policy, other)).as(other).isGreaterThanOrEqualTo(plain);
            }
        }
    }
}
