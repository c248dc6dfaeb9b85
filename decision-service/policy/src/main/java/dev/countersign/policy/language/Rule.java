package dev.countersign.policy.language;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.Scene;
import java.util.List;
import java.util.Optional;

/**
 * One rule; the short form is lowered to these as well.
 *
 * @param except what it does not speak of although it matches
 * @param bypassable whether an emergency bypass may lift it
 * @param alwaysEnforce whether it is in force although its policy only observes
 * @param mode its own mode, when it says one
 * @param approval who must approve, when it requires approval and says so
 * @param message what an agent is told instead of the usual sentence; {@code {{paths}}}, {@code
 *     {{command}}} and {@code {{host}}} stand for what was found
 */
public record Rule(
        String id,
        String title,
        Effect effect,
        Condition match,
        List<Condition> except,
        boolean bypassable,
        boolean alwaysEnforce,
        Optional<Mode> mode,
        Optional<ApprovalRequirement> approval,
        Optional<String> message,
        List<String> references,
        Source source) {

    /** A rule that says no more than this, as the short form makes it. */
    public static Rule simple(
            String id, String title, Effect effect, Condition match, Source source) {
        return new Rule(
                id,
                title,
                effect,
                match,
                List.of(),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                source);
    }

    Rule except(List<Condition> exempt) {
        return new Rule(
                id,
                title,
                effect,
                match,
                exempt,
                bypassable,
                alwaysEnforce,
                mode,
                approval,
                message,
                references,
                source);
    }

    public boolean matches(Fact fact, Scene scene) {
        return match.judges(fact) && speaksOf(fact, scene);
    }

    /** Whether it matches a fact that is of a kind that it judges. */
    public boolean speaksOf(Fact fact, Scene scene) {
        boolean generous = effect != Effect.ALLOW;
        if (!match.holds(fact, scene, generous)) {
            return false;
        }
        for (Condition exempt : except) {
            if (exempt.holds(fact, scene, !generous)) {
                return false;
            }
        }
        return true;
    }
}
