package dev.countersign.policy.expression;

import java.util.List;
import java.util.stream.Collectors;

/** An expression was refused; what is wrong with it, in its order. */
public final class ExpressionErrors extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ExpressionError> errors;

    ExpressionErrors(List<ExpressionError> errors) {
        super(errors.stream().map(ExpressionError::message).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public List<ExpressionError> errors() {
        return errors;
    }
}
