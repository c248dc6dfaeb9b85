package dev.countersign.policy.masking;

/** Reads the pieces of a word: quotes, escapes, variables; what is run within is read elsewhere. */
final class PieceReader {

    /** Reads the commands that begin here, up to the closer and past it. */
    interface Inner {
        void read(char closer);
    }

    private final ReadingPlace place;
    private final Inner inner;
    private boolean unclosed;

    PieceReader(ReadingPlace place, Inner inner) {
        this.place = place;
        this.inner = inner;
    }

    void piece(CommandWord into) {
        char c = place.text.charAt(place.at);
        switch (c) {
            case '\\' -> escape(into);
            case '\'' -> literal(into);
            case '"' -> {
                place.at++;
                quoted(into);
            }
            case '$' -> dollar(into);
            case '`' -> {
                inner.read('`');
                into.addUnknown();
            }
            default -> place.take(into);
        }
    }

    private void escape(CommandWord into) {
        place.at++;
        if (place.at < place.end && place.text.charAt(place.at) == '\n') {
            place.at++;
        } else if (place.at < place.end) {
            place.take(into);
        }
    }

    /** A quote that is never closed is an apostrophe. */
    private void literal(CommandWord into) {
        int close = unclosed ? -1 : place.text.indexOf('\'', place.at + 1);
        if (close < 0 || close >= place.end) {
            unclosed |= close < 0;
            place.take(into);
            return;
        }
        place.at++;
        while (place.at < close) {
            place.take(into);
        }
        place.at++;
    }

    private void quoted(CommandWord into) {
        while (place.at < place.end && place.text.charAt(place.at) != '"') {
            char c = place.text.charAt(place.at);
            if (c == '\\'
                    && place.at + 1 < place.end
                    && "$`\"\\\n".indexOf(place.text.charAt(place.at + 1)) >= 0) {
                escape(into);
            } else if (c == '$' || c == '`') {
                piece(into);
            } else {
                place.take(into);
            }
        }
        place.at = Math.min(place.end, place.at + 1);
    }

    private void dollar(CommandWord into) {
        char next = place.at + 1 < place.end ? place.text.charAt(place.at + 1) : '\0';
        if (next == '(') {
            place.at++;
            inner.read(')');
            into.addUnknown();
        } else if (next == '{') {
            place.at += 2;
            parameter(into);
        } else if (next == '\'') {
            place.at += 2;
            ansi(into);
        } else if (next == '"') {
            place.at += 2;
            quoted(into);
        } else if (isOfName(next)) {
            place.at++;
            into.addVariable(name());
        } else if ("@*#?$!-".indexOf(next) >= 0 && next != '\0') {
            place.at += 2;
            into.addUnknown();
        } else {
            place.take(into);
        }
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private String name() {
        int start = place.at;
        while (place.at < place.end && isOfName(place.text.charAt(place.at))) {
            place.at++;
        }
        return place.text.substring(start, place.at);
    }

    /** <code>${name:-default}</code>: the default may be the value. */
    private void parameter(CommandWord into) {
        into.addVariable(name());
        if (place.depth == ReadingPlace.DEEPEST) {
            return;
        }
        place.depth++;
        while (place.at < place.end && ":-+=?".indexOf(place.text.charAt(place.at)) >= 0) {
            place.at++;
        }
        while (place.at < place.end && place.text.charAt(place.at) != '}') {
            if (place.text.charAt(place.at) == '"') {
                place.at++;
            } else {
                piece(into);
            }
        }
        place.at = Math.min(place.end, place.at + 1);
        place.depth--;
    }

    private void ansi(CommandWord into) {
        while (place.at < place.end && place.text.charAt(place.at) != '\'') {
            if (place.text.charAt(place.at) == '\\' && place.at + 1 < place.end) {
                place.at++;
            }
            place.take(into);
        }
        place.at = Math.min(place.end, place.at + 1);
    }
}
