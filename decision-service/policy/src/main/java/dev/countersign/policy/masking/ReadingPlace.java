package dev.countersign.policy.masking;

/** How far a text has been read, and how far it may be read for now. */
final class ReadingPlace {

    static final int DEEPEST = 40;

    final CommandWord source;
    final String text;
    int at;
    int end;
    int depth;

    ReadingPlace(CommandWord source) {
        this.source = source;
        this.text = source.text();
        this.end = text.length();
    }

    /** Moves past one character, which becomes a part of the word. */
    void take(CommandWord into) {
        into.add(text.charAt(at), source.place(at));
        at++;
    }
}
