package dev.countersign.policy.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * Ends the evaluation of a part that cannot be told. CEL's logic goes on around it: {@code false &&
 * x} is false whatever x is.
 */
final class CannotTell extends CelRuntimeException {
    private static final long serialVersionUID = 1L;

    CannotTell(String why) {
        super(new IllegalStateException(why), CelErrorCode.INVALID_ARGUMENT);
    }
}
