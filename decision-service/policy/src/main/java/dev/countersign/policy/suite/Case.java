package dev.countersign.policy.suite;

import dev.countersign.policy.language.Cases;
import dev.countersign.policy.language.Expectation;
import dev.countersign.policy.language.Given;
import dev.countersign.policy.language.PolicyTest;
import dev.countersign.policy.language.RuleExample;
import dev.countersign.policy.language.Source;
import java.util.List;
import java.util.stream.Stream;

/** A call and what shall come of it: a test, or an example of a rule. */
public record Case(String name, Given given, Wanted wanted, Source source) {

    /** What shall come of a call. */
    public sealed interface Wanted {
        /** A verdict of everything that is in force. */
        record Judged(Expectation expected) implements Wanted {}

        /** The rule matches something that the call would touch. */
        record Matched(String rule) implements Wanted {}

        /** The rule matches nothing that the call would touch, or exempts it. */
        record Unmatched(String rule) implements Wanted {}
    }

    public static Case of(PolicyTest test) {
        return new Case(test.name(), test.given(), new Wanted.Judged(test.expect()), test.source());
    }

    public static Case of(RuleExample example) {
        String shown = Shown.shortened(example.given().shown());
        return example.matching()
                ? new Case(
                        example.rule() + " matches " + shown,
                        example.given(),
                        new Wanted.Matched(example.rule()),
                        example.source())
                : new Case(
                        example.rule() + " does not match " + shown,
                        example.given(),
                        new Wanted.Unmatched(example.rule()),
                        example.source());
    }

    /** The examples, then the tests. */
    public static List<Case> in(Cases cases) {
        return Stream.concat(
                        cases.examples().stream().map(Case::of),
                        cases.tests().stream().map(Case::of))
                .toList();
    }
}
