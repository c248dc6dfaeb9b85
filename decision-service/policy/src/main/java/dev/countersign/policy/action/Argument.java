package dev.countersign.policy.action;

/** One argument of an invocation after quotes and expansions. Arguments are equal by their text. */
public final class Argument {
    private final String text;
    private final ShownWords words;
    private final int place;

    /**
     * @param text what is known of it, with the marks of {@link Wild} for the rest
     * @param words the command that it stands in, as people may see it
     * @param place which of these words it is
     */
    public Argument(String text, ShownWords words, int place) {
        this.text = text;
        this.words = words;
        this.place = place;
    }

    /** How much of an argument is known before it runs. */
    public enum Knowledge {
        LITERAL,
        PARTLY,
        UNKNOWN
    }

    public String text() {
        return text;
    }

    /** The text without what is a secret by its place. */
    public String masked() {
        return words.at(place);
    }

    public Knowledge knowledge() {
        if (Wild.isLiteral(text)) {
            return Knowledge.LITERAL;
        }
        return Wild.isWhollyUnknown(text) ? Knowledge.UNKNOWN : Knowledge.PARTLY;
    }

    public String show() {
        return Wild.show(masked());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Argument argument && argument.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return show();
    }
}
