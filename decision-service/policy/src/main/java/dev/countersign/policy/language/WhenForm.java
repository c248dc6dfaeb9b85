package dev.countersign.policy.language;

import dev.countersign.policy.condition.When;
import dev.countersign.policy.expression.Expression;
import dev.countersign.policy.expression.ExpressionErrors;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code when}: an expression, whose errors point into the text of the file. */
final class WhenForm {
    private WhenForm() {}

    static Optional<When> of(Section rule) {
        Optional<String> text = rule.text("when");
        return text.isEmpty()
                ? Optional.empty()
                : rule.value("when").flatMap(node -> compiled(rule, node, text.get()));
    }

    private static Optional<When> compiled(Section rule, Node node, String text) {
        try {
            return Optional.of(new When(Expression.compile(text)));
        } catch (ExpressionErrors refused) {
            Errors errors = rule.errors();
            refused.errors()
                    .forEach(
                            error ->
                                    errors.at(
                                            errors.source(node, text, error.at()),
                                            error.message()));
            return Optional.empty();
        }
    }
}
