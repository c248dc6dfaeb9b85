package dev.countersign.policy.language;

import java.util.OptionalInt;

/**
 * Where the characters of a text stand that YAML may have quoted, folded or indented. Both are read
 * side by side: blanks and line ends of the file that are not in the text are passed over.
 */
final class ScalarPlaces {
    private final int[] file;
    private final int[] text;
    private final int begin;
    private final int sign;

    /**
     * @param file the whole file
     * @param begin where in it the scalar begins, its quote or sign included, in code points
     * @param text what YAML made of it
     */
    ScalarPlaces(String file, int begin, String text) {
        this.file = file.codePoints().toArray();
        this.text = text.codePoints().toArray();
        this.begin = begin;
        this.sign = begin < this.file.length ? this.file[begin] : 0;
    }

    /**
     * The place in the file of a character of the text; empty when it cannot be followed. All are
     * counted in code points from 0.
     */
    OptionalInt at(int position) {
        int at = first();
        for (int read = 0; read < text.length && at < file.length; read++) {
            at = next(at, text[read]);
            if (read == position || at >= file.length) {
                break;
            }
            at += written(at);
        }
        return at < file.length ? OptionalInt.of(at) : OptionalInt.empty();
    }

    private int first() {
        return switch (sign) {
            case '"', '\'' -> begin + 1;
            case '|', '>' -> {
                int end = begin;
                while (end < file.length && file[end] != '\n') {
                    end++;
                }
                yield end + 1;
            }
            default -> begin;
        };
    }

    /** Where the character is written, at this place or behind blanks. */
    private int next(int from, int character) {
        int at = from;
        while (at < file.length && !stands(character, at)) {
            if (!isBlank(file[at])) {
                return file.length;
            }
            at++;
        }
        return at;
    }

    private boolean stands(int character, int at) {
        return file[at] == character
                || isBlank(character) && file[at] == '\n'
                || sign == '"'
                        && file[at] == '\\'
                        && at + 1 < file.length
                        && !isBlank(file[at + 1]);
    }

    /** How many characters of the file stand for the one at this place. */
    private int written(int at) {
        if (sign == '"' && file[at] == '\\') {
            return switch (at + 1 < file.length ? file[at + 1] : 0) {
                case 'x' -> 4;
                case 'u' -> 6;
                case 'U' -> 10;
                default -> 2;
            };
        }
        return sign == '\'' && file[at] == '\'' ? 2 : 1;
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}
