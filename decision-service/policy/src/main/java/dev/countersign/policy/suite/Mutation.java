package dev.countersign.policy.suite;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows what no case protects: changes one thing of a policy at a time, and asks whether any case
 * notices. The calls are examined once; a policy is compiled only where a changed rule matches
 * other things than before, or means something else for what it matches.
 */
public final class Mutation {
    private final Subject subject;
    private final List<Examined> cases;

    private Mutation(Subject subject, List<Examined> cases) {
        this.subject = subject;
        this.cases = cases;
    }

    /**
     * @param killed how many changes some case noticed
     * @param survived the changes that no case noticed, in the order of the rules
     */
    public record Report(int killed, List<Mutant> survived) {
        private static final int WHOLE = 100;

        public int mutants() {
            return killed + survived.size();
        }

        /** How many are noticed, rounded down; 100 where there is nothing to change. */
        public int percent() {
            return mutants() == 0 ? WHOLE : WHOLE * killed / mutants();
        }
    }

    /** A case that passes on the unchanged policy, with everything that judging it again needs. */
    private record Examined(Case tried, Call call, Facts complete) {}

    /** The policy alone, by the tests and examples in its file. */
    public static Report of(Policy policy) {
        return of(Subject.alone(policy), Case.in(policy.cases()));
    }

    /** Cases that fail on the policy as it is cannot tell anything and are left out. */
    public static Report of(Subject subject, List<Case> cases) {
        var trial = new Trial(subject);
        Hours hours = subject.hours();
        var passing = new ArrayList<Examined>();
        for (Case one : cases) {
            Call call = Call.of(one.given(), subject, hours);
            if (trial.outcome(one, call).passed()) {
                passing.add(new Examined(one, call, subject.inForce().complete(call.facts())));
            }
        }
        return new Mutation(subject, passing).report();
    }

    private Report report() {
        var survived = new ArrayList<Mutant>();
        int all = 0;
        for (Mutant mutant : Mutants.of(subject.policy()).toList()) {
            all++;
            if (!isNoticed(mutant)) {
                survived.add(mutant);
            }
        }
        return new Report(all - survived.size(), List.copyOf(survived));
    }

    private boolean isNoticed(Mutant mutant) {
        Supplier<Trial> changed =
                once(() -> new Trial(subject.with(mutant.altering().policy().get())));
        return cases.stream()
                .filter(one -> mayNotice(one, mutant))
                .anyMatch(one -> !changed.get().outcome(one.tried(), one.call()).passed());
    }

    private static <T> Supplier<T> once(Supplier<T> make) {
        return new Supplier<>() {
            private Optional<T> made = Optional.empty();

            @Override
            public T get() {
                if (made.isEmpty()) {
                    made = Optional.of(make.get());
                }
                return made.get();
            }
        };
    }

    /** A rule that matches nothing of a call, before as after, is all the same to it. */
    private boolean mayNotice(Examined one, Mutant mutant) {
        if (mutant.altering().position().isEmpty()) {
            return true;
        }
        Rule was = subject.policy().rules().get(mutant.altering().position().getAsInt());
        return switch (one.tried().wanted()) {
            case Case.Wanted.Judged test ->
                    one.call().circumstances().stream()
                            .anyMatch(when -> differ(one, when, was, mutant.altering().now()));
            case Case.Wanted.Matched example -> example.rule().equals(was.id());
            case Case.Wanted.Unmatched example -> example.rule().equals(was.id());
        };
    }

    private boolean differ(Examined one, Circumstances when, Rule was, Optional<Rule> now) {
        Scene scene = subject.scene(one.complete(), when);
        boolean means =
                now.filter(
                                rule ->
                                        rule.effect() == was.effect()
                                                && rule.bypassable() == was.bypassable()
                                                && rule.alwaysEnforce() == was.alwaysEnforce()
                                                && rule.approval().equals(was.approval()))
                        .isPresent();
        for (Fact fact : one.complete().all()) {
            boolean matched = was.matches(fact, scene);
            boolean matches = now.filter(rule -> rule.matches(fact, scene)).isPresent();
            if (matched != matches || matched && !means) {
                return true;
            }
        }
        return false;
    }
}
