package dev.countersign.policy.suite;

import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compares a verdict with what a test wants of it. */
final class Fulfilment {
    private final Expectation expected;
    private final Verdict verdict;
    private final List<String> faults = new ArrayList<>();

    private Fulfilment(Expectation expected, Verdict verdict) {
        this.expected = expected;
        this.verdict = verdict;
    }

    /** Each difference as a sentence. */
    static List<String> faults(Expectation expected, Verdict verdict) {
        return new Fulfilment(expected, verdict).faults();
    }

    /** Of another effect nothing else is compared: the rest follows from it. */
    private List<String> faults() {
        if (expected.effect() != verdict.effect()) {
            return List.of(
                    "expected %s, was %s by %s: %s"
                            .formatted(
                                    expected.effect().id(),
                                    verdict.effect().id(),
                                    listed(verdict.decisive()),
                                    verdict.reason()));
        }
        expected.observed()
                .filter(wanted -> wanted != verdict.wouldBe())
                .ifPresent(
                        wanted ->
                                differs(
                                        wanted.id() + " to be observed",
                                        verdict.wouldBe().id() + " by " + listed(observed())));
        rules();
        expected.reason()
                .filter(part -> !verdict.reason().contains(part))
                .ifPresent(part -> differs("a reason with \"" + part + "\"", verdict.reason()));
        approval();
        expected.bypassable()
                .filter(wanted -> wanted != verdict.bypassable())
                .ifPresent(wanted -> differs(bypass(wanted), bypass(verdict.bypassable())));
        return List.copyOf(faults);
    }

    private void differs(String wanted, String was) {
        faults.add("expected " + wanted + ", was " + was);
    }

    private static String bypass(boolean possible) {
        return possible ? "that a bypass can lift it" : "that no bypass can lift it";
    }

    private void rules() {
        List<MatchedRule> led = expected.observed().isPresent() ? observed() : verdict.decisive();
        List<String> missing =
                expected.rules().stream()
                        .filter(id -> led.stream().noneMatch(rule -> rule.id().equals(id)))
                        .toList();
        if (!missing.isEmpty()) {
            differs("rule " + String.join(", ", missing), listed(led));
        }
    }

    /** The rules that would have led to the effect if nothing were merely observed. */
    private List<MatchedRule> observed() {
        Effect wouldBe = verdict.wouldBe();
        return verdict.rules().stream().filter(rule -> rule.effect() == wouldBe).toList();
    }

    private void approval() {
        List<ApprovalRequirement.Panel> panels =
                verdict.approval().map(ApprovalRequirement::panels).orElse(List.of());
        for (Expectation.Panel wanted : expected.approval()) {
            if (panels.stream().noneMatch(panel -> isLike(panel, wanted))) {
                differs("approval by " + shown(wanted), shown(panels));
            }
        }
    }

    private static boolean isLike(ApprovalRequirement.Panel panel, Expectation.Panel wanted) {
        return (wanted.groups().isEmpty() || wanted.groups().equals(panel.groups()))
                && (wanted.quorum().isEmpty() || wanted.quorum().getAsInt() == panel.quorum());
    }

    private static String shown(Expectation.Panel wanted) {
        String people = wanted.groups().isEmpty() ? "anyone" : String.join(" or ", wanted.groups());
        return wanted.quorum().isPresent() ? wanted.quorum().getAsInt() + " of " + people : people;
    }

    private static String shown(List<ApprovalRequirement.Panel> panels) {
        return panels.isEmpty()
                ? "without one"
                : panels.stream()
                        .map(panel -> panel.quorum() + " of " + String.join(" or ", panel.groups()))
                        .collect(Collectors.joining(" and ", "by ", ""));
    }

    private static String listed(List<MatchedRule> rules) {
        return rules.isEmpty()
                ? "no rule"
                : rules.stream()
                        .map(rule -> rule.id() + " (" + rule.source() + ")")
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
