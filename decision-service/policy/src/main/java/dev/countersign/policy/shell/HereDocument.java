package dev.countersign.policy.shell;

import java.util.List;

/** A here-document; its body is read when the line ends on which it is announced. */
final class HereDocument {
    final String delimiter;
    final boolean literal;
    final boolean stripTabs;
    private Word body = new Word(List.of(), 0);

    HereDocument(String delimiter, boolean literal, boolean stripTabs) {
        this.delimiter = delimiter;
        this.literal = literal;
        this.stripTabs = stripTabs;
    }

    void filled(Word text) {
        body = text;
    }

    Word body() {
        return body;
    }
}
