package dev.countersign.policy.replay;

import dev.countersign.policy.evaluate.Explanation;
import dev.countersign.policy.evaluate.Explanation.ExplainedFact;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.replay.Recorded.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what recorded calls say about rules. Nothing dangerous is ever suggested, nothing that
 * people refused once, and nothing that an explicit rule decides: only what its absence decides can
 * be opened by another rule.
 */
public final class Observed {
    private static final int ENOUGH_APPROVALS = 5;
    private static final int ENOUGH_PEOPLE = 2;
    private static final int ENOUGH_WARNINGS = 20;
    private static final int ENOUGH_DENIALS = 10;

    /** Further shapes are not gathered. */
    private static final int MOST_SHAPES = 20_000;

    private final Map<Suggestion.Why, Map<Shape, Evidence>> seen =
            new EnumMap<>(Suggestion.Why.class);
    private final Set<Shape> refused = new HashSet<>();

    public Observed() {
        for (Suggestion.Why why : Suggestion.Why.values()) {
            seen.put(why, new LinkedHashMap<>());
        }
    }

    /**
     * @param explanation of the call by the policy that is in force, for the same facts and
     *     circumstances
     */
    public void add(Replayed call, Explanation explanation) {
        if (call.doubts().contains(Doubt.MASKED) || Danger.in(call.facts())) {
            return;
        }
        Outcome outcome = call.recorded().outcome();
        for (ExplainedFact explained : explanation.facts()) {
            Optional<Shape> shape = shape(explained, call);
            if (outcome == Outcome.REFUSED) {
                shape.filter(one -> explained.effect().restricts()).ifPresent(refused::add);
            } else if (opens(explained)) {
                why(explained, call).ifPresent(why -> shape.ifPresent(one -> add(why, one, call)));
            }
        }
    }

    private void add(Suggestion.Why why, Shape shape, Replayed call) {
        Map<Shape, Evidence> shapes = seen.getOrDefault(why, new LinkedHashMap<>());
        if (shapes.size() < MOST_SHAPES || shapes.containsKey(shape)) {
            shapes.computeIfAbsent(shape, one -> new Evidence()).add(call.recorded());
        }
    }

    private static Optional<Shape> shape(ExplainedFact explained, Replayed call) {
        return call.facts().all().stream()
                .filter(fact -> fact.kind().equals(explained.kind()))
                .filter(fact -> fact.show().equals(explained.text()))
                .findFirst()
                .flatMap(
                        fact ->
                                Shape.of(
                                        fact,
                                        call.facts(),
                                        call.circumstances().rootOf(call.facts().action())));
    }

    /** Whether nothing but the absence of a rule decides. */
    private static boolean opens(ExplainedFact explained) {
        return explained.rules().stream()
                .allMatch(
                        rule ->
                                rule.id().startsWith("default.")
                                        || rule.source().startsWith("builtin/baseline.yml:"));
    }

    private static Optional<Suggestion.Why> why(ExplainedFact explained, Replayed call) {
        Outcome outcome = call.recorded().outcome();
        return switch (explained.effect()) {
            case REQUIRE_APPROVAL ->
                    outcome == Outcome.APPROVED
                            ? Optional.of(Suggestion.Why.ALWAYS_APPROVED)
                            : Optional.empty();
            case WARN ->
                    outcome == Outcome.PROCEEDED && isHostOrTool(explained)
                            ? Optional.of(Suggestion.Why.ALWAYS_WARNED)
                            : Optional.empty();
            case DENY ->
                    outcome == Outcome.BLOCKED
                            ? Optional.of(Suggestion.Why.ALWAYS_DENIED)
                            : Optional.empty();
            case ALLOW, KILL -> Optional.empty();
        };
    }

    private static boolean isHostOrTool(ExplainedFact explained) {
        return explained.kind().equals("egress") || explained.kind().equals("mcp");
    }

    /** The best founded first. */
    public List<Suggestion> suggestions() {
        var found = new ArrayList<Suggestion>();
        seen.forEach(
                (why, shapes) ->
                        shapes.entrySet().stream()
                                .filter(entry -> !refused.contains(entry.getKey()))
                                .filter(entry -> isEnough(why, entry.getValue()))
                                .sorted(
                                        (one, other) ->
                                                Long.compare(
                                                        other.getValue().calls(),
                                                        one.getValue().calls()))
                                .forEach(
                                        entry ->
                                                found.add(
                                                        suggestion(
                                                                found.size() + 1,
                                                                why,
                                                                entry.getKey(),
                                                                entry.getValue()))));
        return List.copyOf(found);
    }

    private static boolean isEnough(Suggestion.Why why, Evidence evidence) {
        return evidence.isRepeated()
                && switch (why) {
                    case ALWAYS_APPROVED ->
                            evidence.calls() >= ENOUGH_APPROVALS
                                    && evidence.people() >= ENOUGH_PEOPLE;
                    case ALWAYS_WARNED -> evidence.calls() >= ENOUGH_WARNINGS;
                    case ALWAYS_DENIED -> evidence.calls() >= ENOUGH_DENIALS;
                };
    }

    private static Suggestion suggestion(
            int number, Suggestion.Why why, Shape shape, Evidence evidence) {
        return new Suggestion(
                "suggested." + number,
                why == Suggestion.Why.ALWAYS_DENIED ? Effect.DENY : Effect.ALLOW,
                shape.about(),
                shape.match(),
                why,
                evidence.calls(),
                evidence.sessions(),
                evidence.people(),
                evidence.first(),
                evidence.last(),
                evidence.examples());
    }

    /**
     * The suggestions as a policy file that loads. It is meant to be read and cut down, not to be
     * put in force as it is.
     */
    public String yaml() {
        List<Suggestion> all = suggestions();
        var text = new StringBuilder("version: \"2.1\"\n");
        text.append(all.isEmpty() ? "# Nothing was observed often enough.\n" : "rules:\n");
        all.forEach(one -> text.append(one.yaml()));
        return text.toString();
    }
}
