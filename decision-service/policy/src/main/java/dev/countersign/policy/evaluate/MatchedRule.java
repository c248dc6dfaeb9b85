package dev.countersign.policy.evaluate;

import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A rule that spoke of the action.
 *
 * @param id unique within its policy; {@code default.<family>} when no rule matched and a default
 *     decided
 * @param message what the rule's author wants an agent to be told, placeholders filled in; empty
 *     when they gave none
 * @param source {@code file:line:column}
 * @param facts the facts it matched, one line each
 * @param observed whether it only records what it would have done
 */
public record MatchedRule(
        String id,
        String title,
        Effect effect,
        String message,
        String source,
        List<String> facts,
        boolean bypassable,
        boolean observed) {

    MatchedRule masked(UnaryOperator<String> mask) {
        return new MatchedRule(
                id,
                title,
                effect,
                mask.apply(message),
                source,
                facts.stream().map(mask).toList(),
                bypassable,
                observed);
    }
}
