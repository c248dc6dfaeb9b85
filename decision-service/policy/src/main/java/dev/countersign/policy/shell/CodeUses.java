package dev.countersign.policy.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through code and tells what it does with constant arguments, and whether it does more. */
final class CodeUses {
    /** What is done, with the constant words it is done with. */
    record Use(Action action, List<String> words) {}

    /** As {@link Language.Action}; in addition a file of code is run. */
    enum Action {
        FILE,
        READ,
        WRITE,
        LIST,
        CREATE,
        DELETE,
        DELETE_TREE,
        SHELL,
        COMMAND,
        ENVIRONMENT,
        SCRIPT
    }

    private static final Set<String> SHARED_DUNDERS =
            Set.of("_", "__name__", "__file__", "__version__", "__doc__", "__main__", "__future__");

    private final Language language;
    private final List<CodeToken> tokens;
    private final CodeNames names;
    private final CodeArguments arguments;
    private final List<Use> done = new ArrayList<>();
    private boolean reachesOut;
    private boolean printing;

    CodeUses(Language language, List<CodeToken> tokens) {
        this.language = language;
        this.tokens = tokens;
        this.names = new CodeNames(language, tokens);
        this.arguments = new CodeArguments(language, tokens);
        int i = 0;
        while (i < tokens.size()) {
            i = Math.max(one(i), i + 1);
        }
    }

    List<Use> done() {
        return done;
    }

    /** Whether something in it could not be told from its text. */
    boolean reachesOut() {
        return reachesOut;
    }

    private CodeToken at(int index) {
        return index >= 0 && index < tokens.size()
                ? tokens.get(index)
                : new CodeToken(CodeToken.Kind.SIGN, ";");
    }

    private int one(int i) {
        CodeToken token = tokens.get(i);
        reachesOut |= token.kind() == CodeToken.Kind.TOO_DEEP;
        if (!language.isKnown()) {
            return other(token, i);
        }
        if (token.kind() == CodeToken.Kind.SIGN) {
            reachesOut |= new CodeSigns(language, tokens).reachesOut(i);
            return language.is("awk") ? awkSign(i) : i + 1;
        }
        if (!token.isName() || names.isDeclaration(i)) {
            printing &= token.isName() || !token.isSign(";");
            return i + 1;
        }
        if (language.is("awk")) {
            printing |= token.text().startsWith("print");
        }
        if (isVariable(i)) {
            reachesOut |= isSink(token.text()) && !token.text().matches("[a-z0-9]+");
            return i + 1;
        }
        return isMember(i) ? member(i) : chain(i);
    }

    private int other(CodeToken token, int i) {
        boolean plain =
                !token.isName() || token.text().length() == 1 || language.isHarmless(token.text());
        reachesOut |= !plain;
        return i + 1;
    }

    private boolean isVariable(int i) {
        boolean sigils = language.is("perl") || language.is("php");
        return sigils && (at(i - 1).isSign("$") || at(i - 1).isSign("@") || at(i - 1).isSign("%"));
    }

    private boolean isMember(int i) {
        return at(i - 1).isSign(".") && !at(i - 2).isSign(".");
    }

    private int member(int i) {
        reachesOut |= isSink(at(i).text());
        return i + 1;
    }

    private boolean isSink(String name) {
        boolean hidden = language.is("python") && name.startsWith("_");
        return hidden && !SHARED_DUNDERS.contains(name) || language.isSink(name);
    }

    /** A name with its members: {@code a.b.c}, {@code a().b}. */
    private int chain(int start) {
        if (start + 1 < tokens.size() && isImport(start)) {
            return imported(start);
        }
        var qualified = new StringBuilder(names.meaning(at(start).text()));
        int end = start + 1;
        int call = -1;
        if (at(start).is("require") && language.is("javascript")) {
            if (!required(start, qualified)) {
                reachesOut = true;
                return start + 1;
            }
            end = start + 4;
        }
        while (at(end).isSign(".") && at(end + 1).isName()
                || qualified.toString().equals("pathlib.Path") && at(end).isSign("(")) {
            if (at(end).isSign("(")) {
                call = end;
                end = arguments.closing(end) + 1;
                qualified.append("()");
            } else {
                if (known(qualified.toString()).isPresent()) {
                    break;
                }
                qualified.append('.').append(at(end + 1).text());
                end += 2;
            }
        }
        boolean bound = at(start).is("require") && end == start + 4 && at(start - 1).isSign("=");
        if (!bound) {
            judge(qualified.toString(), start, end, call);
        }
        return end;
    }

    private Optional<Language.Action> known(String qualified) {
        return language.action(qualified);
    }

    private void judge(String qualified, int start, int end, int call) {
        Optional<Language.Action> action = known(qualified);
        if (language.isHarmless(qualified)) {
            return;
        }
        if (action.isPresent()) {
            Optional<Use> use = arguments.use(action.get(), call >= 0 ? call : end);
            use.ifPresent(done::add);
            reachesOut |= use.isEmpty();
        } else if (language.isOpaque(qualified)) {
            reachesOut = true;
        } else {
            plain(qualified, start, end);
        }
    }

    /** Blocks of their own are no calls: {@code eval {…}}, {@code do {…}}. */
    private void plain(String qualified, int start, int end) {
        boolean block =
                language.is("perl")
                        && Set.of("eval", "do").contains(qualified)
                        && at(end).isSign("{");
        for (String part : qualified.split("\\.")) {
            reachesOut |= !block && isSink(part.replace("()", ""));
        }
        String written = at(start).text();
        boolean foreign =
                names.isImported(written)
                        && !language.isPlainModule(qualified)
                        && !plainWithin(qualified);
        reachesOut |= foreign && at(end).isSign("(");
    }

    /** Whether the module, or the one it belongs to, only computes. */
    private boolean plainWithin(String qualified) {
        int dot = qualified.lastIndexOf('.');
        while (dot > 0) {
            if (language.isPlainModule(qualified.substring(0, dot))) {
                return true;
            }
            dot = qualified.lastIndexOf('.', dot - 1);
        }
        return false;
    }

    private boolean isImport(int i) {
        String name = at(i).text();
        return language.is("ruby")
                        && name.equals("require")
                        && (at(i + 1).isText() || at(i + 2).isText())
                || language.is("perl") && (name.equals("use") || name.equals("no"))
                || language.is("javascript") && name.equals("import") && !at(i + 1).isSign("(");
    }

    private int imported(int i) {
        if (language.is("javascript")) {
            return i + 1;
        }
        if (language.is("ruby")) {
            int text = at(i + 1).isText() ? i + 1 : i + 2;
            reachesOut |= !language.isPlainModule(at(text).text());
            return text + 1;
        }
        var module = new StringBuilder();
        int end = i + 1;
        while (at(end).isName() || at(end).isSign(":") || at(end).kind() == CodeToken.Kind.NUMBER) {
            module.append(at(end).text());
            end++;
        }
        boolean version = module.isEmpty() || module.toString().matches("v?[0-9.]+");
        reachesOut |= !version && !language.isPlainModule(module.toString());
        return end;
    }

    /** {@code require("name")}: a module, data, or a file of the project. */
    private boolean required(int start, StringBuilder qualified) {
        boolean constant =
                at(start + 1).isSign("(") && at(start + 2).isText() && at(start + 3).isSign(")");
        if (!constant) {
            return false;
        }
        String written = at(start + 2).text();
        String module = CodeNames.module(written);
        qualified.setLength(0);
        if (written.endsWith(".json")) {
            done.add(new Use(Action.READ, List.of(written)));
            qualified.append("json");
        } else if (written.startsWith(".") || written.startsWith("/")) {
            done.add(new Use(Action.SCRIPT, List.of(written)));
            qualified.append("json");
        } else {
            qualified.append(module);
            boolean assigned = at(start - 1).isSign("=");
            boolean called =
                    at(start + 4).isSign("(")
                            || at(start + 4).isSign(".") && at(start + 6).isSign("(");
            return assigned || !called || language.isPlainModule(module);
        }
        return true;
    }

    /** In awk a bar or a greater-than sign after a print leads to a program or a file. */
    private int awkSign(int i) {
        CodeToken sign = at(i);
        if (sign.isSign(";") || sign.isSign("}")) {
            printing = false;
        } else if (sign.isSign("|") && at(i + 1).isSign("|")) {
            return i + 2;
        } else if (printing && (sign.isSign(">") || sign.isSign("|"))) {
            int target = at(i + 1).isSign(">") ? i + 2 : i + 1;
            boolean constant =
                    at(target).isText() && !at(target + 1).isName() && !at(target + 1).isText();
            if (constant) {
                Action action = sign.isSign("|") ? Action.SHELL : Action.WRITE;
                done.add(new Use(action, List.of(arguments.text(target))));
            } else {
                reachesOut = true;
            }
            return target + 1;
        } else if (sign.isSign("|")) {
            reachesOut = true;
        }
        return i + 1;
    }
}
