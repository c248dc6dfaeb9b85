package dev.countersign.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.corpus.Corpus;
import dev.countersign.policy.corpus.CorpusLine;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Packs;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.RuleExample;
import dev.countersign.policy.suite.Case;
import dev.countersign.policy.suite.Outcome;
import dev.countersign.policy.suite.Subject;
import dev.countersign.policy.suite.Suite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every shipped pack owes to those who extend it. */
class PackTest {
    static Stream<String> names() {
        return PackFiles.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_pack_keeps_its_promises(String name) {
        List<Outcome> outcomes = Suite.run(Subject.alone(Packs.read(name)), PackFiles.cases(name));

        assertThat(outcomes.stream().filter(one -> !one.passed()).map(PackTest::told)).isEmpty();
        assertThat(outcomes).hasSizeGreaterThan(50);
    }

    private static String told(Outcome outcome) {
        return outcome.tried().name() + ": " + outcome.faults();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_pack_says_what_it_is_for_and_why(String name) {
        assertThat(Packs.read(name).metadata()).containsKeys("name", "purpose", "rationale");
        assertThat(Packs.read(name).metadata()).containsEntry("name", name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_rule_shows_what_it_means_and_what_it_does_not(String name) {
        Policy pack = Packs.read(name);

        for (Rule rule : pack.rules()) {
            List<RuleExample> examples =
                    pack.cases().examples().stream()
                            .filter(example -> example.rule().equals(rule.id()))
                            .toList();
            assertThat(examples).as(rule.id()).anyMatch(RuleExample::matching);
            assertThat(examples).as(rule.id()).anyMatch(example -> !example.matching());
        }
    }

    /** The baseline's rules are as old as what was recorded of them and keep their names. */
    @ParameterizedTest
    @MethodSource("names")
    void every_rule_is_named_after_its_pack_and_helps(String name) {
        if (name.equals("builtin/baseline")) {
            return;
        }
        for (Rule rule : Packs.read(name).rules()) {
            assertThat(rule.id()).startsWith(name.substring(name.indexOf('/') + 1) + ".");
            assertThat(rule.message().isPresent() || rule.effect() == Effect.ALLOW)
                    .as(rule.id())
                    .isTrue();
            assertThat(rule.references().isEmpty() && rule.effect() != Effect.ALLOW)
                    .as(rule.id())
                    .isFalse();
        }
    }

    /** A rule that matches takes the place of the baseline, so a weak one would open a door. */
    @ParameterizedTest
    @MethodSource("names")
    void no_pack_is_laxer_than_the_baseline(String name) {
        CompiledPolicy baseline = CompiledPolicy.baseline();
        CompiledPolicy pack = CompiledPolicy.of(Packs.read(name));

        assertThat(
                        Corpus.all().stream()
                                .map(CorpusLine::text)
                                .filter(
                                        line ->
                                                Judged.effect(pack, line)
                                                                .compareTo(
                                                                        Judged.effect(
                                                                                baseline, line))
                                                        < 0))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_pack_stops_an_ordinary_day(String name) {
        CompiledPolicy baseline = CompiledPolicy.baseline();
        CompiledPolicy pack = CompiledPolicy.of(Packs.read(name));

        assertThat(
                        Stream.concat(Corpus.lookAlikes().stream(), Corpus.session().stream())
                                .map(CorpusLine::text)
                                .filter(
                                        line ->
                                                isStopped(pack, line)
                                                        && !isStopped(baseline, line)))
                .isEmpty();
    }

    private static boolean isStopped(CompiledPolicy policy, String line) {
        return Judged.effect(policy, line).restricts();
    }

    @org.junit.jupiter.api.Test
    void ordinary_code_is_not_worth_a_word() {
        List<Case> ordinary =
                PackFiles.cases("builtin/code-safety").stream()
                        .filter(one -> one.name().startsWith("ordinary "))
                        .toList();

        assertThat(ordinary).hasSize(12);
        assertThat(Suite.run(Subject.alone(Packs.read("builtin/code-safety")), ordinary))
                .allSatisfy(
                        outcome ->
                                assertThat(outcome.verdict().orElseThrow().rules())
                                        .noneMatch(rule -> rule.id().startsWith("code-safety")));
    }
}
