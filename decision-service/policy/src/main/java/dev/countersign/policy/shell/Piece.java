package dev.countersign.policy.shell;

import java.util.List;
import java.util.Optional;

/** A part of a word. */
sealed interface Piece {
    /** Text as it is; quoted text is not subject to patterns, braces or tildes. */
    record Text(String text, boolean quoted) implements Piece {}

    /** What stands between double quotes: one field, whatever it expands to. */
    record DoubleQuoted(List<Piece> inner) implements Piece {}

    /**
     * {@code $name} or <code>${…}</code>.
     *
     * @param operator what follows the name: {@code :-}, {@code #}, {@code /} …, or empty
     * @param subscript what stands in brackets after the name
     */
    record Parameter(
            String name,
            Optional<Word> subscript,
            String operator,
            Optional<Word> operand,
            boolean indirect,
            boolean length)
            implements Piece {
        static Parameter plain(String name) {
            return new Parameter(name, Optional.empty(), "", Optional.empty(), false, false);
        }
    }

    /** Commands whose output, or whose pipe, stands here. */
    record Substitution(Script script, Kind kind) implements Piece {
        enum Kind {
            OUTPUT("$( )"),
            READ_FROM("<( )"),
            WRITE_TO(">( )");

            private final String sign;

            Kind(String sign) {
                this.sign = sign;
            }

            String sign() {
                return sign;
            }
        }
    }

    /** <code>$(( … ))</code>; substitutions inside are pieces of the word. */
    record Arithmetic(Word inner) implements Piece {}
}
