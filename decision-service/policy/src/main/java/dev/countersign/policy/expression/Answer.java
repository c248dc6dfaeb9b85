package dev.countersign.policy.expression;

/** What an expression says of an action. */
public enum Answer {
    TRUE,
    FALSE,
    /** It depends on what nobody told, it failed, or it would have cost too much. */
    CANNOT_TELL;

    static Answer of(boolean known) {
        return known ? TRUE : FALSE;
    }
}
