package dev.countersign.policy.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names in Python code that stand for one constant text from the beginning to the end: assigned
 * once, or running over the files that a constant pattern names.
 */
final class CodeConstants {
    private static final Set<String> GOES_ON =
            Set.of("if", "and", "or", "in", "not", "is", "else", "async");
    private static final Set<String> HANDS_ON = Set.of("return", "yield", "append", "add");

    /** What belongs together but is longer than this is nothing that people write. */
    private static final int FARTHEST = 200;

    private final List<CodeToken> tokens;
    private final CodeNames names;
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> paths = new HashSet<>();
    private final Set<String> changing = new HashSet<>();
    private boolean unclear;

    CodeConstants(Language language, List<CodeToken> tokens, CodeNames names) {
        this.tokens = tokens;
        this.names = names;
        if (language.is("python")) {
            read();
        }
    }

    /** Whether the name always has one known text. */
    boolean has(String name) {
        return !unclear && texts.containsKey(name) && !changing.contains(name);
    }

    /** Whether it is an object that stands for a place, and no text. */
    boolean isPath(String name) {
        return has(name) && paths.contains(name);
    }

    /** The text, or the pattern of the file names, that the name stands for. */
    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private CodeToken at(int index) {
        return index >= 0 && index < tokens.size()
                ? tokens.get(index)
                : new CodeToken(CodeToken.Kind.SIGN, ";");
    }

    private void read() {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (at(i).isSign("(") || at(i).isSign("[") || at(i).isSign("{")) {
                depth++;
            } else if (at(i).isSign(")") || at(i).isSign("]") || at(i).isSign("}")) {
                depth--;
                // (a, b) = …
                unpacked(i, depth);
            } else if (at(i).isName() && !at(i - 1).isSign(".")) {
                name(i, depth);
            }
        }
    }

    private void name(int i, int depth) {
        String name = at(i).text();
        if (name.equals("for")) {
            loop(i);
        } else if (name.equals("lambda") || name.equals("def") || name.equals("del")) {
            upTo(i + 1, ":");
        } else if (at(i - 1).is("as") || at(i - 1).is("global") || at(i - 1).is("nonlocal")) {
            changing.add(name);
        } else if (depth == 0 && assigns(i + 1)) {
            assigned(i);
        } else if (depth == 0 && at(i + 1).isSign(",") && !at(i - 1).isSign(",")) {
            tuple(i);
        } else if (isChanged(i) || isHandedOn(i)) {
            changing.add(name);
        }
    }

    private boolean assigns(int sign) {
        return at(sign).isSign("=") && !at(sign + 1).isSign("=");
    }

    /** {@code p += x}, {@code p := x}, {@code p: str = x}. */
    private boolean isChanged(int i) {
        boolean augmented =
                at(i + 1).kind() == CodeToken.Kind.SIGN
                        && "+-*/%|&^@:".contains(at(i + 1).text())
                        && assigns(i + 2);
        boolean annotated = at(i + 1).isSign(":") && at(i + 2).isName() && assigns(i + 3);
        return augmented || annotated;
    }

    /** Another name may stand for it from here on. */
    private boolean isHandedOn(int i) {
        boolean alias = at(i - 1).isSign("=") && !at(i - 2).isSign("=") && !at(i + 1).isSign(".");
        return alias
                || HANDS_ON.contains(at(i - 1).text())
                || at(i - 1).isSign("(") && HANDS_ON.contains(at(i - 2).text());
    }

    private void assigned(int i) {
        String name = at(i).text();
        boolean path = isPathCall(i + 2) && at(i + 5).isSign(")");
        int value = path ? i + 4 : i + 2;
        boolean ends = endsAfter(path ? i + 6 : i + 3);
        if (at(value).isText() && ends) {
            bind(name, at(value).text(), path);
        } else {
            changing.add(name);
        }
    }

    private boolean endsAfter(int next) {
        return at(next).isName() && !GOES_ON.contains(at(next).text()) || at(next).isSign(";");
    }

    private void bind(String name, String text, boolean path) {
        if (texts.put(name, text) != null) {
            changing.add(name);
        }
        if (path) {
            paths.add(name);
        }
    }

    private boolean isPathCall(int i) {
        return at(i).isName()
                && names.meaning(at(i).text()).equals("pathlib.Path")
                && at(i + 1).isSign("(")
                && at(i + 2).isText();
    }

    /** {@code for p in glob.glob("…")}, {@code for p in sorted(Path("…").rglob("…"))}. */
    private void loop(int start) {
        boolean single = at(start + 1).isName() && at(start + 2).is("in");
        if (!single) {
            upTo(start + 1, "in");
            return;
        }
        String name = at(start + 1).text();
        int i = start + 3;
        if (at(i).is("sorted") && at(i + 1).isSign("(")) {
            i += 2;
        }
        if (isPathCall(i) && at(i + 3).isSign(")")) {
            places(name, at(i + 2).text(), i + 4);
        } else {
            pattern(name, i);
        }
    }

    private void places(String name, String folder, int dot) {
        boolean deep = at(dot + 1).is("rglob");
        boolean found =
                at(dot).isSign(".")
                        && (deep || at(dot + 1).is("glob"))
                        && at(dot + 2).isSign("(")
                        && at(dot + 3).isText()
                        && at(dot + 4).isSign(")");
        if (found) {
            bind(name, folder + (deep ? "/**/" : "/") + at(dot + 3).text(), true);
        } else {
            changing.add(name);
        }
    }

    private void pattern(String name, int start) {
        boolean qualified = at(start + 1).isSign(".");
        String function =
                names.meaning(at(start).text()) + (qualified ? "." + at(start + 2).text() : "");
        int open = qualified ? start + 3 : start + 1;
        boolean found =
                (function.equals("glob.glob") || function.equals("glob.iglob"))
                        && at(open).isSign("(")
                        && at(open + 1).isText();
        if (found) {
            bind(name, at(open + 1).text(), false);
        } else {
            changing.add(name);
        }
    }

    private void upTo(int start, String end) {
        int farthest = Math.min(tokens.size(), start + FARTHEST);
        unclear |= farthest == start + FARTHEST && isFar(start, farthest, end);
        for (int i = start; i < farthest && !at(i).text().equals(end); i++) {
            if (at(i).isName()) {
                changing.add(at(i).text());
            }
        }
    }

    private boolean isFar(int start, int farthest, String end) {
        for (int i = start; i < farthest; i++) {
            if (at(i).text().equals(end)) {
                return false;
            }
        }
        return true;
    }

    /** {@code a, b = …}. */
    private void tuple(int start) {
        int i = start;
        while (at(i).isName() || at(i).isSign(",") || at(i).isSign("*")) {
            i++;
        }
        if (assigns(i)) {
            change(start, i);
        }
    }

    private void unpacked(int close, int depth) {
        if (depth != 0 || !assigns(close + 1)) {
            return;
        }
        int open = close;
        while (open > 0
                && open > close - FARTHEST
                && !at(open).isSign("(")
                && !at(open).isSign("[")) {
            open--;
        }
        unclear |= open == close - FARTHEST;
        change(open, close);
    }

    private void change(int from, int to) {
        for (int i = from; i < to; i++) {
            changing.add(at(i).text());
        }
    }
}
