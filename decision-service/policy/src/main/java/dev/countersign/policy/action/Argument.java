package dev.countersign.policy.action;

/**
 * One argument of an invocation after quotes and expansions.
 *
 * @param text what is known of it, with the marks of {@link Wild} for the rest
 * @param masked the same without what is a secret by its place
 */
public record Argument(String text, String masked) {
    /** How much of an argument is known before it runs. */
    public enum Knowledge {
        LITERAL,
        PARTLY,
        UNKNOWN
    }

    public Knowledge knowledge() {
        if (Wild.isLiteral(text)) {
            return Knowledge.LITERAL;
        }
        return Wild.isWhollyUnknown(text) ? Knowledge.UNKNOWN : Knowledge.PARTLY;
    }

    public String show() {
        return Wild.show(masked);
    }
}
