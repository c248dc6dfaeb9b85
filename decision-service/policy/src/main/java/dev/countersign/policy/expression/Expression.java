package dev.countersign.policy.expression;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Set;

/**
 * A condition written in CEL, checked. Immutable and safe for any number of threads.
 *
 * <p>An answer costs a bounded amount whatever the action is; past the bound it is {@link
 * Answer#CANNOT_TELL}.
 */
public final class Expression {
    /** The longest source, in characters (code points). */
    public static final int MOST_CHARACTERS = 4096;

    /** The longest text that is looked at, in characters; of a list, all its texts together. */
    public static final int MOST_TEXT = 1 << 16;

    private final String source;
    private final Set<Variable> variables;
    private final Map<String, Pattern> patterns;
    private final Program program;

    private Expression(
            String source,
            Set<Variable> variables,
            Map<String, Pattern> patterns,
            Program program) {
        this.source = source;
        this.variables = variables;
        this.patterns = patterns;
        this.program = program;
    }

    /**
     * @throws ExpressionErrors when it is not an expression, asks about what is not there, or gives
     *     no truth
     */
    public static Expression compile(String source) {
        CelAbstractSyntaxTree parsed = Compilation.parsed(source);
        var review = new Review(parsed);
        if (!review.errors().isEmpty()) {
            throw new ExpressionErrors(review.errors());
        }
        return new Expression(
                source,
                review.variables(),
                Map.copyOf(review.constants().patterns()),
                Compilation.program(parsed, review.constants().times()));
    }

    public String source() {
        return source;
    }

    /** What it asks about. */
    public Set<Variable> variables() {
        return variables;
    }

    /** Never throws for anything that an agent can write. */
    public Answer answer(Values values) {
        var steps = new Steps(patterns);
        return ScopedValue.where(Steps.LEFT, steps)
                .call(() -> Completions.of(variables, values).answer(program));
    }

    @Override
    public String toString() {
        return source;
    }
}
