package dev.countersign.policy.expression;

/** Tells the values of variables; each is asked for at most once for an answer. */
@FunctionalInterface
public interface Values {
    /** A value of the variable's kind, or {@link Value#UNKNOWN}. */
    Value of(Variable variable);
}
