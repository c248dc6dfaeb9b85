package dev.countersign.policy.evaluate;

import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Why a verdict came out as it did; plain texts throughout, ready to be shown or serialised.
 *
 * @param facts every fact in the order in which it was found
 */
public record Explanation(List<ExplainedFact> facts, Verdict verdict) {
    /**
     * As people may see it.
     *
     * @param mask takes the secrets out of a text that was made of the action
     */
    public Explanation masked(UnaryOperator<String> mask) {
        return new Explanation(
                facts.stream().map(fact -> fact.masked(mask)).toList(), verdict.masked(mask));
    }

    /**
     * @param kind {@code invocation}, {@code file}, {@code egress}, {@code mcp}, {@code tool},
     *     {@code effect}, {@code api}, {@code credential} or {@code opaque}
     * @param text the fact in one line
     * @param reach {@code direct}, {@code wrapped}, {@code substitution} or {@code possible}
     * @param through the steps on the way, outermost first
     * @param at where in the command it begins, in characters
     * @param effect what the fact was judged to be
     * @param rules the rules considered for it, the strongest first
     */
    public record ExplainedFact(
            String kind,
            String text,
            String reach,
            List<String> through,
            int at,
            Effect effect,
            List<Considered> rules) {

        private ExplainedFact masked(UnaryOperator<String> mask) {
            return new ExplainedFact(
                    kind,
                    mask.apply(text),
                    reach,
                    through.stream().map(mask).toList(),
                    at,
                    effect,
                    rules);
        }
    }

    /**
     * @param source {@code file:line:column}
     */
    public record Considered(String id, String title, Effect effect, String source) {}
}
