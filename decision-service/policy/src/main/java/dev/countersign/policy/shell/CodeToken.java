package dev.countersign.policy.shell;

/** A piece of code in another language. Text is without its quotes. */
record CodeToken(Kind kind, String text) {
    enum Kind {
        NAME,
        TEXT,
        /** A text whose value is not constant. */
        OPEN_TEXT,
        NUMBER,
        /** Code in a text that is too deep to be read. */
        TOO_DEEP,
        SIGN
    }

    boolean isName() {
        return kind == Kind.NAME;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean is(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
