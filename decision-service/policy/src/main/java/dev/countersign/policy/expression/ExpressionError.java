package dev.countersign.policy.expression;

/**
 * One thing wrong in an expression.
 *
 * @param at where, in characters (code points) from the beginning of the expression, from 0
 * @param message a sentence for the author
 */
public record ExpressionError(int at, String message) {}
