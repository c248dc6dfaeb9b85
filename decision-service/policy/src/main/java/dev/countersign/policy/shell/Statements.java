package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements of a database: comments are blanks, text in quotes is no statement. */
final class Statements {
    private static final Set<String> DROPPING =
            Set.of(
                    "drop",
                    "truncate",
                    "flushall",
                    "flushdb",
                    "dropdatabase",
                    "deletemany",
                    "dropuser");
    private static final Set<String> DYNAMIC = Set.of("execute", "do", "prepare");

    private static final java.util.regex.Pattern PIPE =
            java.util.regex.Pattern.compile(
                    "(?:\\\\(?:g|gx|o|out|w|write)|^\\.(?:once|output|import|excel))\\s*['\"]?\\s*\\|([^'\"]*)");

    private final Invoker invoker;

    Statements(Invoker invoker) {
        this.invoker = invoker;
    }

    void examine(String text) {
        if (Wild.hasUnknown(text)) {
            invoker.walker().opaque(Opacity.SQL, "", invoker.reach());
        }
        text.lines().map(String::strip).forEach(this::escape);
        for (List<String> statement : statements(text)) {
            statement(statement);
        }
    }

    /** A client's own command that gives the rest of the line to a shell. */
    private void escape(String line) {
        // Output or input of a client through a command.
        java.util.regex.Matcher pipe = PIPE.matcher(line);
        if (pipe.find()) {
            invoker.shellText(
                    pipe.group(1),
                    "database client",
                    invoker.environment().inner(),
                    Flow.of(Flow.UNKNOWN));
        }
        for (String sign : List.of("\\!", ".shell ", ".system ", "system ")) {
            if (line.startsWith(sign)) {
                invoker.shellText(
                        line.substring(sign.length()),
                        "database client",
                        invoker.environment().inner(),
                        Flow.NONE);
            }
        }
    }

    private void statement(List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        String verb = words.getFirst();
        if (words.stream().anyMatch(DROPPING::contains)) {
            tag(Tag.DB_DROP, words);
        } else if ((words.contains("delete") && words.contains("from") || verb.equals("update"))
                && !words.contains("where")) {
            tag(Tag.DB_MASS_CHANGE, words);
        } else if (DYNAMIC.contains(verb)
                || words.contains("program")
                || words.contains("load_extension")) {
            invoker.walker().opaque(Opacity.SQL, verb, invoker.reach());
        }
    }

    private void tag(Tag tag, List<String> words) {
        String subject = String.join(" ", words.subList(0, Math.min(6, words.size())));
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(tag, Optional.empty(), subject, invoker.reach()));
    }

    private static List<List<String>> statements(String text) {
        var all = new ArrayList<List<String>>();
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char character = text.charAt(i);
            if (text.startsWith("--", i) || character == '#') {
                i = skip(text, i, "\n");
                end(word, words);
            } else if (text.startsWith("/*", i)) {
                i = skip(text, i + 2, "*/");
                end(word, words);
            } else if (character == '\'') {
                i = skip(text, i + 1, "'");
                end(word, words);
            } else if (character == ';') {
                end(word, words);
                all.add(List.copyOf(words));
                words.clear();
                i++;
            } else if (Character.isLetterOrDigit(character) || character == '_') {
                word.append(character);
                i++;
            } else {
                end(word, words);
                i++;
            }
        }
        end(word, words);
        all.add(words);
        return all;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    private static int skip(String text, int from, String end) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
