package dev.countersign.policy.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the names in a piece of code stand for: imported modules, their members, aliases. */
final class CodeNames {
    private final List<CodeToken> tokens;
    private final Map<String, String> meanings = new HashMap<>();
    private final Set<Integer> declarations = new HashSet<>();

    CodeNames(Language language, List<CodeToken> tokens) {
        this.tokens = tokens;
        for (int i = 0; i < tokens.size(); i++) {
            if (language.is("python")) {
                python(i);
            } else if (language.is("javascript")) {
                javascript(i);
            }
        }
    }

    /** The qualified name; the name itself when it was not imported. */
    String meaning(String name) {
        return meanings.getOrDefault(name, name);
    }

    boolean isImported(String name) {
        return meanings.containsKey(name);
    }

    /** The modules in use, and their members that were imported by name. */
    Stream<String> modules() {
        return meanings.values().stream();
    }

    /** Whether the token is part of an import, not a use. */
    boolean isDeclaration(int index) {
        return declarations.contains(index);
    }

    private CodeToken at(int index) {
        return index >= 0 && index < tokens.size()
                ? tokens.get(index)
                : new CodeToken(CodeToken.Kind.SIGN, ";");
    }

    private void python(int i) {
        boolean from = at(i).is("from") && at(i + 1).isName() && !at(i - 1).is("yield");
        boolean continued = i > 0 && at(i - 1).is("from") || declarations.contains(i);
        if (from) {
            fromImport(i);
        } else if (at(i).is("import") && !continued) {
            int next = i;
            do {
                next = module(next + 1);
            } while (at(next).isSign(","));
            mark(i, next);
        }
    }

    private int module(int start) {
        int end = dotted(start);
        String module = text(start, end);
        if (at(end).is("as")) {
            meanings.put(at(end + 1).text(), module);
            return end + 2;
        }
        // "import a.b" binds a.
        meanings.put(at(start).text(), at(start).text());
        if (end > start + 1) {
            meanings.put(module, module);
        }
        return end;
    }

    private void fromImport(int start) {
        int end = dotted(start + 1);
        if (!at(end).is("import")) {
            return;
        }
        String module = text(start + 1, end);
        int i = at(end + 1).isSign("(") ? end + 2 : end + 1;
        while (at(i).isName() || at(i).isSign("*")) {
            String member = at(i).text();
            boolean renamed = at(i + 1).is("as");
            meanings.put(renamed ? at(i + 2).text() : member, module + "." + member);
            i += renamed ? 3 : 1;
            if (!at(i).isSign(",")) {
                break;
            }
            i++;
        }
        mark(start, i);
    }

    private int dotted(int start) {
        int i = start + 1;
        while (at(i).isSign(".") && at(i + 1).isName()) {
            i += 2;
        }
        return i;
    }

    private String text(int start, int end) {
        var text = new StringBuilder();
        for (int i = start; i < end; i++) {
            text.append(at(i).text());
        }
        return text.toString();
    }

    private void mark(int start, int end) {
        for (int i = start; i < end; i++) {
            declarations.add(i);
        }
    }

    private void javascript(int i) {
        boolean required = at(i).is("require") && at(i + 1).isSign("(") && at(i + 2).isText();
        if (required && at(i - 1).isSign("=")) {
            int last = at(i + 4).isSign(".") ? i + 5 : i + 3;
            String module = module(at(i + 2).text());
            targets(i - 2, last > i + 3 ? module + "." + at(last).text() : module);
        } else if (at(i).is("from") && at(i + 1).isText()) {
            targets(i - 1, module(at(i + 1).text()));
        }
    }

    /** What stands before the sign: a name, or names between braces with their aliases. */
    private void targets(int last, String module) {
        if (at(last).isName()) {
            meanings.put(at(last).text(), module);
            declarations.add(last);
            declarations.add(at(last - 1).is("as") ? last - 3 : last - 1);
            return;
        }
        int i = last - 1;
        while (i >= 0 && !at(i).isSign("{")) {
            if (at(i).isName()) {
                boolean renamed = at(i - 1).isSign(":") || at(i - 1).is("as");
                String member = renamed ? at(i - 2).text() : at(i).text();
                meanings.put(at(i).text(), module + "." + member);
                mark(renamed ? i - 2 : i, i + 1);
                i -= renamed ? 2 : 0;
            }
            i--;
        }
        declarations.add(i - 1);
    }

    static String module(String written) {
        return written.startsWith("node:") ? written.substring("node:".length()) : written;
    }
}
