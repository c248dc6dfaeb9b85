package dev.countersign.policy.lint;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Given;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyTest;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.RuleExample;
import dev.countersign.policy.tool.Analyser;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that deny and that no test and no example of the file reaches. */
final class UntestedDenials {
    private final Policy policy;

    UntestedDenials(Policy policy) {
        this.policy = policy;
    }

    /** One for all where nothing is tested yet, else one for each rule. */
    List<Finding> findings() {
        List<Rule> denials =
                Linter.own(policy)
                        .filter(rule -> rule.effect().compareTo(Effect.DENY) >= 0)
                        .toList();
        Set<String> reached = reached();
        List<Rule> untested =
                denials.stream().filter(rule -> !reached.contains(rule.id())).toList();
        if (untested.isEmpty()) {
            return List.of();
        }
        return reached.isEmpty() && denials.size() > 1
                ? List.of(
                        finding(
                                untested.getFirst(),
                                "none of the %d rules that deny has a test; add some under tests"
                                        .formatted(denials.size())))
                : untested.stream().map(rule -> finding(rule, rule.id() + " has no test")).toList();
    }

    private static Finding finding(Rule rule, String message) {
        return new Finding(Check.UNTESTED_DENY, rule.source(), message);
    }

    private Set<String> reached() {
        var reached = new HashSet<String>();
        policy.cases().examples().stream()
                .filter(RuleExample::matching)
                .map(RuleExample::rule)
                .forEach(reached::add);
        CompiledPolicy compiled = CompiledPolicy.of(policy);
        for (PolicyTest test : policy.cases().tests()) {
            if (test.expect().effect().restricts()) {
                reached.addAll(ledTo(compiled, test.given()));
            }
        }
        return reached;
    }

    private static List<String> ledTo(CompiledPolicy compiled, Given given) {
        String cwd = given.cwd().isEmpty() ? Probe.ROOT : given.cwd();
        var action = new Action(given.tool(), given.input(), cwd, "");
        Facts facts = Analyser.analyse(action, History.of(given.labels(), Map.of()));
        var proposer = new Proposer(given.agent(), given.groups(), given.sessionAge());
        Circumstances circumstances = Circumstances.in(Probe.ROOT).by(proposer);
        Circumstances now = given.now().map(circumstances::at).orElse(circumstances);
        return compiled.judge(facts, now).rules().stream().map(MatchedRule::id).toList();
    }
}
