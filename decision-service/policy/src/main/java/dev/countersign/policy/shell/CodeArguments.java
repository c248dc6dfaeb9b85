package dev.countersign.policy.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of a call in code: what the call does, when they are constant. */
final class CodeArguments {
    private static final int FARTHEST = 200;

    private final Language language;
    private final List<CodeToken> tokens;
    private final CodeConstants constants;

    CodeArguments(Language language, List<CodeToken> tokens, CodeConstants constants) {
        this.language = language;
        this.tokens = tokens;
        this.constants = constants;
    }

    private CodeToken at(int index) {
        return index >= 0 && index < tokens.size()
                ? tokens.get(index)
                : new CodeToken(CodeToken.Kind.SIGN, ";");
    }

    /** The use that a call amounts to; empty when its arguments are not constant. */
    Optional<CodeUses.Use> use(CodeAction action, int open) {
        if (action == CodeAction.ENVIRONMENT) {
            return Optional.of(new CodeUses.Use(CodeAction.ENVIRONMENT, variable(open)));
        }
        boolean bracketed = at(open).isSign("(");
        boolean bare = (language.is("ruby") || language.is("perl")) && at(open).isText();
        if (!bracketed && !bare) {
            return Optional.empty();
        }
        int first = bracketed ? open + 1 : open;
        if (opens(action) && isStandardStream(first)) {
            return Optional.of(new CodeUses.Use(action.plain(), List.of()));
        }
        boolean list = language.is("ruby") || language.is("perl");
        int end = bracketed ? closing(open) : afterTexts(first);
        List<String> words = list && !opens(action) ? texts(first, end) : words(first, end);
        return words.isEmpty() ? Optional.empty() : constant(action, first, end, words);
    }

    /**
     * The one variable that is asked for, as in {@code ["HOME"]}, {@code .get("HOME")} and {@code
     * .HOME}.
     */
    private List<String> variable(int after) {
        if (at(after).isSign(".") && at(after + 1).isName()) {
            boolean asks = at(after + 1).is("get") || at(after + 1).is("fetch");
            return asks
                    ? variable(after + 2)
                    : language.is("javascript") ? List.of(at(after + 1).text()) : List.of();
        }
        boolean opens = at(after).isSign("(") || at(after).isSign("[");
        return opens && at(after + 1).isText() ? List.of(text(after + 1)) : List.of();
    }

    private Optional<CodeUses.Use> constant(
            CodeAction action, int first, int end, List<String> words) {
        boolean oneText = action == CodeAction.COMMAND && at(first).isText() && words.size() == 1;
        boolean manyWords =
                action == CodeAction.SHELL && words.size() > 1 && !language.is("javascript");
        if (action == CodeAction.FILE) {
            return opened(first, end, words);
        }
        CodeAction does = oneText ? CodeAction.SHELL : manyWords ? CodeAction.COMMAND : action;
        return Optional.of(new CodeUses.Use(does, words));
    }

    private static boolean opens(CodeAction action) {
        return switch (action) {
            case FILE, READ, WRITE, LIST, CONNECT, SEND, STATEMENT, EXPRESSION -> true;
            case CREATE, DELETE, DELETE_TREE, SHELL, COMMAND, ENVIRONMENT, SCRIPT -> false;
        };
    }

    /** What comes from the program's own input, or goes to its output. */
    private boolean isStandardStream(int first) {
        return at(first).is("sys")
                && at(first + 1).isSign(".")
                && at(first + 2).text().matches("std(in|out|err)")
                && (at(first + 3).isSign(",") || at(first + 3).isSign(")"));
    }

    /** Whether a method is called without saying where to: it gives back what it made. */
    boolean nameNoPlace(int open) {
        if (at(open + 1).isSign(")")) {
            return true;
        }
        boolean named = at(open + 1).isName() && at(open + 2).isSign("=");
        int close = named ? closing(open) : open;
        for (int i = open + 1; named && i < close; i++) {
            named = !(at(i).isName() && at(i + 1).isSign("=") && language.isPlace(at(i).text()));
        }
        return named;
    }

    /** Whether there is exactly one argument, whatever it is. */
    boolean isOne(int open) {
        int close = Math.min(closing(open), open + FARTHEST);
        int level = 0;
        for (int i = open + 1; i < close; i++) {
            boolean opens = at(i).isSign("(") || at(i).isSign("[") || at(i).isSign("{");
            boolean closes = at(i).isSign(")") || at(i).isSign("]") || at(i).isSign("}");
            level += opens ? 1 : closes ? -1 : 0;
            if (level == 0 && at(i).isSign(",")) {
                return false;
            }
        }
        return close > open + 1;
    }

    /** Where the texts end that stand behind a name without brackets. */
    private int afterTexts(int first) {
        int i = first + 1;
        while (at(i).isSign(",") && at(i + 1).isText()) {
            i += 2;
        }
        return i;
    }

    /** All arguments, each of them a text; nothing if there is anything else. */
    private List<String> texts(int first, int end) {
        var words = new ArrayList<String>();
        for (int i = first; i < end; i++) {
            boolean expected = (i - first) % 2 == 0 ? at(i).isText() : at(i).isSign(",");
            if (!expected) {
                return List.of();
            }
            if (at(i).isText()) {
                words.add(text(i));
            }
        }
        CodeToken next = at(end);
        boolean ends = next.isName() || next.isSign(";") || next.isSign("}") || next.isSign(")");
        return ends ? words : List.of();
    }

    /** The first argument, a text or a list of texts, and the list that may follow it. */
    private List<String> words(int first, int end) {
        var words = new ArrayList<String>();
        int i = first;
        if (at(i).isName() && constants.has(at(i).text())) {
            words.add(constants.text(at(i).text()));
            i++;
        } else if (at(i).isText()) {
            words.add(text(i));
            i++;
            if (at(i).isSign(",") && at(i + 1).isSign("[")) {
                i++;
            }
        }
        if (at(i).isSign("[")) {
            int close = closing(i);
            for (int j = i + 1; j < close; j++) {
                if (at(j).isText()) {
                    words.add(text(j));
                } else if (!at(j).isSign(",")) {
                    return List.of();
                }
            }
            i = close + 1;
        }
        boolean ends = i >= end || at(i).isSign(",");
        return ends ? words : List.of();
    }

    String text(int i) {
        String text = at(i).text();
        return text.indexOf('\\') < 0 ? text : AnsiText.decode(text, new Budget());
    }

    int closing(int open) {
        int level = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (at(i).isSign("(") || at(i).isSign("[")) {
                level++;
            } else if ((at(i).isSign(")") || at(i).isSign("]")) && --level == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** {@code open(name, mode)}. */
    private Optional<CodeUses.Use> opened(int first, int end, List<String> words) {
        boolean plain = first + 1 >= end;
        int mode = at(first + 2).is("mode") ? first + 4 : first + 2;
        boolean otherName =
                at(first + 1).isSign(",")
                        && at(first + 2).isName()
                        && at(first + 3).isSign("=")
                        && mode == first + 2;
        if (plain || otherName) {
            return Optional.of(new CodeUses.Use(CodeAction.READ, words));
        }
        if (!at(mode).isText()) {
            return Optional.empty();
        }
        boolean reads = at(mode).text().matches("[rbtU]+");
        return Optional.of(new CodeUses.Use(reads ? CodeAction.READ : CodeAction.WRITE, words));
    }
}
