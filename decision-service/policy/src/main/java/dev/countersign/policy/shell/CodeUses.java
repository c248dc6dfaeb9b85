package dev.countersign.policy.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Goes through code and tells what it does with constant arguments, and whether it does more. */
final class CodeUses {
    /** What is done, with the constant words it is done with. */
    record Use(CodeAction action, List<String> words) {}

    private static final Set<String> SHARED_DUNDERS =
            Set.of("_", "__name__", "__file__", "__version__", "__doc__", "__main__", "__future__");

    private final Language language;
    private final List<CodeToken> tokens;
    private final CodeNames names;
    private final CodeConstants constants;
    private final CodeArguments arguments;
    private final List<Use> done = new ArrayList<>();
    private boolean reachesOut;
    private boolean printing;

    CodeUses(Language language, List<CodeToken> tokens) {
        this.language = language;
        this.tokens = tokens;
        this.names = new CodeNames(language, tokens);
        this.constants = new CodeConstants(language, tokens, names);
        this.arguments = new CodeArguments(language, tokens, constants);
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
        if (!token.isName()) {
            reachesOut |= token.isSign("\\") && language.is("java");
            return i + 1;
        }
        int end = i + 1;
        var qualified = new StringBuilder(token.text());
        while (language.is("r") && at(end).isSign(".") && at(end + 1).isName()) {
            qualified.append('.').append(at(end + 1).text());
            end += 2;
        }
        Optional<CodeAction> action = known(qualified.toString());
        if (action.isPresent()) {
            judge(qualified.toString(), i, end, -1);
            return end;
        }
        reachesOut |= !isListed(qualified.toString());
        return end;
    }

    /**
     * In Java what begins with a small letter is a variable, or belongs to a class that is listed.
     */
    private boolean isListed(String name) {
        boolean member = language.is("java") && Character.isLowerCase(name.charAt(0));
        return name.length() == 1
                || language.isHarmless(name)
                || member && !language.isSink(name)
                || language.is("java") && name.equals(name.toUpperCase(Locale.ROOT));
    }

    private boolean isVariable(int i) {
        boolean sigils = language.is("perl") || language.is("php");
        return sigils && (at(i - 1).isSign("$") || at(i - 1).isSign("@") || at(i - 1).isSign("%"));
    }

    private boolean isMember(int i) {
        return at(i - 1).isSign(".") && !at(i - 2).isSign(".");
    }

    private int member(int i) {
        String name = at(i).text();
        reachesOut |= isSink(name) || reachesOutBeside(name, i + 1);
        language.method(name).ifPresent(action -> method(action, i + 1));
        return i + 1;
    }

    /** Whether the method of this name is one that a package in use has. */
    private boolean reachesOutBeside(String name, int open) {
        return names.modules()
                .anyMatch(
                        module ->
                                language.isSinkBeside(module, name)
                                        || language.isSinkBeside(module, name + "(1)")
                                                && at(open).isSign("(")
                                                && arguments.isOne(open));
    }

    /** {@code frame.to_csv("x")}: what the object is does not matter. */
    private void method(CodeAction action, int open) {
        boolean called = at(open).isSign("(");
        if (called && arguments.nameNoPlace(open)) {
            return;
        }
        Optional<Use> use = called ? arguments.use(action, open) : Optional.empty();
        use.ifPresent(done::add);
        reachesOut |= use.isEmpty();
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
        if (language.is("javascript") && at(start).is("from") && at(start + 1).isText()) {
            ownModule(at(start + 1).text());
        }
        if (constants.isPath(at(start).text())) {
            return place(start);
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

    /** {@code p.read_text()}, where p stands for a known place. */
    private int place(int start) {
        if (!at(start + 1).isSign(".")) {
            return start + 1;
        }
        String method = at(start + 2).text();
        String qualified = "pathlib.Path()." + method;
        List<String> words = List.of(constants.text(at(start).text()));
        Optional<CodeAction> action = known(qualified);
        if (action.isPresent()) {
            done.add(new Use(action.get().plain(), words));
        } else if (method.equals("open")) {
            boolean reads =
                    at(start + 4).isSign(")")
                            || at(start + 4).isText() && at(start + 4).text().matches("[rbtU]+");
            done.add(new Use(reads ? CodeAction.READ : CodeAction.WRITE, words));
        } else {
            reachesOut |= !language.isHarmless(qualified);
        }
        return start + 3;
    }

    private Optional<CodeAction> known(String qualified) {
        return language.action(qualified);
    }

    private void judge(String qualified, int start, int end, int call) {
        Optional<CodeAction> action = known(qualified);
        if (isHarmless(qualified)) {
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

    /** What a pattern of the list covers must not lead to a sink: {@code os.path.os.system}. */
    private boolean isHarmless(String qualified) {
        if (!language.isHarmless(qualified)) {
            return false;
        }
        int dot = qualified.indexOf('.');
        while (dot > 0 && !language.isHarmless(qualified.substring(0, dot))) {
            dot = qualified.indexOf('.', dot + 1);
        }
        String stem = dot > 0 ? qualified.substring(0, dot) : qualified;
        String rest = qualified.substring(Math.max(stem.lastIndexOf('.') + 1, 0));
        return stem.indexOf('.') < 0
                || language.isListedHarmless(qualified)
                || Stream.of(rest.split("\\.")).noneMatch(part -> isSink(part.replace("()", "")));
    }

    /** Blocks of their own are no calls: {@code eval {…}}, {@code do {…}}. */
    private void plain(String qualified, int start, int end) {
        int last = qualified.lastIndexOf('.');
        if (last > 0) {
            String method = qualified.substring(last + 1);
            reachesOut |= reachesOutBeside(method, end);
            language.method(method).ifPresent(action -> method(action, end));
        }
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
                        && !plainWithin(qualified)
                        && !isOwn(qualified);
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
            if (at(i + 1).isText()) {
                ownModule(at(i + 1).text());
            }
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

    /** {@code import x from "./x.js"}: a file of the project is run. */
    private void ownModule(String module) {
        if (isOwn(module)) {
            done.add(new Use(CodeAction.SCRIPT, List.of(module)));
        }
    }

    private static boolean isOwn(String module) {
        return module.startsWith(".") || module.startsWith("/");
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
            done.add(new Use(CodeAction.READ, List.of(written)));
            qualified.append("json");
        } else if (isOwn(written)) {
            done.add(new Use(CodeAction.SCRIPT, List.of(written)));
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
                CodeAction action = sign.isSign("|") ? CodeAction.SHELL : CodeAction.WRITE;
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
