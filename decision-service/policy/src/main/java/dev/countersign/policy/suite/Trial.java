package dev.countersign.policy.suite;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries cases on what they are about. Immutable. */
final class Trial {
    private final Subject subject;

    Trial(Subject subject) {
        this.subject = subject;
    }

    /** What came of it: whenever it is proposed, when the case does not say when. */
    Outcome outcome(Case tried, Call call) {
        List<Outcome> whenever =
                call.circumstances().stream().map(when -> outcome(tried, call, when)).toList();
        Optional<Outcome> failed = whenever.stream().filter(one -> !one.passed()).findFirst();
        if (failed.isEmpty() || whenever.stream().noneMatch(Outcome::passed)) {
            return whenever.getFirst();
        }
        return dependent(failed.get(), call.circumstances().get(whenever.indexOf(failed.get())));
    }

    private static Outcome dependent(Outcome failed, Circumstances when) {
        String fault =
                "it depends on the time and the call says no \"now\"; at %s %s"
                        .formatted(
                                when.now().map(Object::toString).orElse(""),
                                failed.faults().getFirst());
        return new Outcome(failed.tried(), List.of(fault), failed.verdict(), failed.matched());
    }

    private Outcome outcome(Case tried, Call call, Circumstances when) {
        return switch (tried.wanted()) {
            case Case.Wanted.Judged test -> {
                Verdict verdict = subject.inForce().judge(call.facts(), when);
                yield new Outcome(
                        tried,
                        Fulfilment.faults(test.expected(), verdict),
                        Optional.of(verdict),
                        matched(verdict));
            }
            case Case.Wanted.Matched example -> example(tried, example.rule(), call, when);
            case Case.Wanted.Unmatched example -> example(tried, example.rule(), call, when);
        };
    }

    private static Set<Outcome.RuleRef> matched(Verdict verdict) {
        var matched = new HashSet<Outcome.RuleRef>();
        verdict.rules().forEach(rule -> matched.add(new Outcome.RuleRef(rule.id(), rule.source())));
        return matched;
    }

    private Outcome example(Case tried, String id, Call call, Circumstances when) {
        Facts facts = subject.inForce().complete(call.facts());
        List<Fact> judged = facts.all().stream().filter(subject::isJudged).toList();
        Optional<Rule> rule =
                subject.policy().rules().stream().filter(one -> one.id().equals(id)).findFirst();
        if (rule.isEmpty()) {
            return new Outcome(
                    tried, List.of("there is no rule " + id), Optional.empty(), Set.of());
        }
        Scene scene = subject.scene(facts, when);
        List<Fact> matched =
                judged.stream().filter(fact -> rule.get().matches(fact, scene)).toList();
        return new Outcome(
                tried,
                faults(tried.wanted(), matched, judged),
                Optional.empty(),
                matched.isEmpty() ? Set.of() : Set.of(ref(rule.get())));
    }

    static Outcome.RuleRef ref(Rule rule) {
        return new Outcome.RuleRef(rule.id(), rule.source().toString());
    }

    private static List<String> faults(Case.Wanted wanted, List<Fact> matched, List<Fact> judged) {
        return switch (wanted) {
            case Case.Wanted.Matched example ->
                    matched.isEmpty()
                            ? List.of(
                                    "the rule matches nothing of the call, which is: "
                                            + shown(judged))
                            : List.of();
            case Case.Wanted.Unmatched example ->
                    matched.isEmpty() ? List.of() : List.of("the rule matches " + shown(matched));
            case Case.Wanted.Judged test -> List.of();
        };
    }

    private static String shown(List<Fact> facts) {
        return Shown.listed(facts.stream().map(Fact::show).distinct().toList());
    }
}
