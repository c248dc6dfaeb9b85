package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayList;
import java.util.List;

/** {@code {a,b}} and {@code {1..3}} in a word of the command; quoted braces are text. */
final class BraceWords {
    private static final int MOST_IN_SEQUENCE = 200;
    private static final int MOST_BRACES = 64;

    private final Budget budget;

    BraceWords(Budget budget) {
        this.budget = budget;
    }

    /** Either one unquoted character or a piece that stays whole. */
    private record Atom(char character, Piece piece) {
        boolean is(char expected) {
            return piece instanceof Piece.Text text && !text.quoted() && character == expected;
        }
    }

    List<Word> expand(Word word) {
        int braces = braces(word);
        if (braces == 0) {
            return List.of(word);
        }
        if (braces > MOST_BRACES) {
            throw new Trouble(Opacity.LIMIT);
        }
        var words = new ArrayList<Word>();
        for (List<Atom> atoms : expand(atoms(word), 0)) {
            words.add(joined(atoms, word.at()));
        }
        return words;
    }

    private static int braces(Word word) {
        int braces = 0;
        for (Piece piece : word.pieces()) {
            if (piece instanceof Piece.Text text && !text.quoted()) {
                for (int at = text.text().indexOf('{');
                        at >= 0;
                        at = text.text().indexOf('{', at + 1)) {
                    braces++;
                }
            }
        }
        return braces;
    }

    private static List<Atom> atoms(Word word) {
        var atoms = new ArrayList<Atom>();
        for (Piece piece : word.pieces()) {
            if (piece instanceof Piece.Text text && !text.quoted()) {
                text.text().chars().forEach(c -> atoms.add(new Atom((char) c, piece)));
            } else {
                atoms.add(new Atom('\0', piece));
            }
        }
        return atoms;
    }

    private List<List<Atom>> expand(List<Atom> atoms, int from) {
        budget.steps(atoms.size() + 1L);
        for (int open = from; open < atoms.size(); open++) {
            if (atoms.get(open).is('{')) {
                List<List<Atom>> choices = choices(atoms, open);
                if (!choices.isEmpty()) {
                    return products(atoms, open, choices);
                }
            }
        }
        return List.of(atoms);
    }

    private List<List<Atom>> products(List<Atom> atoms, int open, List<List<Atom>> choices) {
        int close = closing(atoms, open);
        List<List<Atom>> tails = expand(atoms.subList(close + 1, atoms.size()), 0);
        var all = new ArrayList<List<Atom>>();
        for (List<Atom> choice : choices) {
            for (List<Atom> middle : expand(choice, 0)) {
                for (List<Atom> tail : tails) {
                    budget.field();
                    var one = new ArrayList<>(atoms.subList(0, open));
                    one.addAll(middle);
                    one.addAll(tail);
                    all.add(one);
                }
            }
        }
        return all;
    }

    private int closing(List<Atom> atoms, int open) {
        int level = 0;
        for (int i = open; i < atoms.size(); i++) {
            budget.step();
            if (atoms.get(i).is('{')) {
                level++;
            } else if (atoms.get(i).is('}') && --level == 0) {
                return i;
            }
        }
        return -1;
    }

    private List<List<Atom>> choices(List<Atom> atoms, int open) {
        int close = closing(atoms, open);
        if (close < 0) {
            return List.of();
        }
        var choices = new ArrayList<List<Atom>>();
        int level = 0;
        int start = open + 1;
        for (int i = open + 1; i < close; i++) {
            if (atoms.get(i).is('{')) {
                level++;
            } else if (atoms.get(i).is('}')) {
                level--;
            } else if (level == 0 && atoms.get(i).is(',')) {
                choices.add(List.copyOf(atoms.subList(start, i)));
                start = i + 1;
            }
        }
        if (choices.isEmpty()) {
            return sequence(atoms.subList(open + 1, close));
        }
        choices.add(List.copyOf(atoms.subList(start, close)));
        return choices;
    }

    private static List<List<Atom>> sequence(List<Atom> inner) {
        var text = new StringBuilder();
        for (Atom atom : inner) {
            if (!(atom.piece() instanceof Piece.Text plain) || plain.quoted()) {
                return List.of();
            }
            text.append(atom.character());
        }
        String[] ends = text.toString().split("\\.\\.", -1);
        if (ends.length < 2 || ends.length > 3) {
            return List.of();
        }
        boolean letters =
                ends[0].length() == 1
                        && ends[1].length() == 1
                        && Character.isLetter(ends[0].charAt(0));
        if (!letters && !(isNumber(ends[0]) && isNumber(ends[1]))) {
            return List.of();
        }
        if (ends.length == 3 && !isNumber(ends[2])) {
            return List.of();
        }
        int first = letters ? ends[0].charAt(0) : Integer.parseInt(ends[0]);
        int last = letters ? ends[1].charAt(0) : Integer.parseInt(ends[1]);
        int width = letters ? 1 : width(ends);
        int by = ends.length == 3 ? Math.max(1, Math.abs(Integer.parseInt(ends[2]))) : 1;
        int step = first <= last ? by : -by;
        var all = new ArrayList<List<Atom>>();
        for (int i = first;
                all.size() < MOST_IN_SEQUENCE && (step > 0 ? i <= last : i >= last);
                i += step) {
            all.add(atoms(letters ? String.valueOf((char) i) : padded(i, width)));
        }
        return all;
    }

    /** One end that begins with a zero gives all numbers the width of the longer one. */
    private static int width(String[] ends) {
        boolean padded = ends[0].matches("-?0.+") || ends[1].matches("-?0.+");
        return padded ? Math.max(ends[0].length(), ends[1].length()) : 1;
    }

    private static String padded(int number, int width) {
        String digits = String.valueOf(Math.abs(number));
        String sign = number < 0 ? "-" : "";
        return sign + "0".repeat(Math.max(0, width - sign.length() - digits.length())) + digits;
    }

    private static List<Atom> atoms(String text) {
        var piece = new Piece.Text(text, false);
        return text.chars().mapToObj(c -> new Atom((char) c, piece)).toList();
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]{1,6}");
    }

    private static Word joined(List<Atom> atoms, int at) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        for (Atom atom : atoms) {
            if (atom.piece() instanceof Piece.Text plain && !plain.quoted()) {
                text.append(atom.character());
            } else {
                flush(text, pieces);
                pieces.add(atom.piece());
            }
        }
        flush(text, pieces);
        return new Word(pieces, at);
    }

    private static void flush(StringBuilder text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Text(text.toString(), false));
            text.setLength(0);
        }
    }
}
