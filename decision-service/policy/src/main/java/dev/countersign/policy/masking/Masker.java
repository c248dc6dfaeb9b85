package dev.countersign.policy.masking;

import dev.countersign.policy.secret.SecretRules;
import dev.countersign.policy.secret.SecretScanner;
import dev.countersign.policy.secret.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces the secrets in a text by a mark. What stays is the rest of the text to the letter, so
 * that people see what they decide about.
 *
 * <p>The same text always gives the same result; time is linear in its length. Safe to share
 * between threads.
 */
public final class Masker {

    /** Stands for a secret that only its place or its name gave away. */
    public static final String MASK = "‹masked›";

    /** Longer texts are not examined and masked as a whole. */
    private static final int LONGEST = 4 * 1024 * 1024;

    /** Files in which an unquoted word is a value, not the name of one. */
    private static final Set<String> CONFIGURATION =
            Set.of(
                    "env",
                    "ini",
                    "properties",
                    "conf",
                    "cfg",
                    "cnf",
                    "toml",
                    "yml",
                    "yaml",
                    "tfvars",
                    "envrc",
                    "npmrc",
                    "netrc",
                    "pgpass",
                    "credentials",
                    "config");

    private final SecretScanner scanner;

    public Masker(SecretRules rules) {
        this.scanner = new SecretScanner(rules);
    }

    /** With the rules that come with Countersign alone. */
    public static Masker shipped() {
        return Shipped.MASKER;
    }

    /** With the rules that come with Countersign and these. */
    public static Masker shippedAnd(SecretRules more) {
        return more.ids().isEmpty() ? shipped() : new Masker(SecretRules.shipped().and(more));
    }

    /** Any text: prose, code, data, output. */
    public String text(String text) {
        return content(text, "", new KnownSecrets());
    }

    /**
     * The content of a file.
     *
     * @param path of which the name tells what kind of text it is
     */
    public String content(String text, String path) {
        return content(text, path, new KnownSecrets());
    }

    String content(String text, String path, KnownSecrets known) {
        if (text.length() > LONGEST) {
            return MASK;
        }
        List<Span> found = looks(text, path);
        CommandSecrets.inLines(text, found, known);
        return marked(text, found);
    }

    /** A command for a shell. */
    public String command(String text) {
        return command(text, new KnownSecrets());
    }

    String command(String text, KnownSecrets known) {
        if (text.length() > LONGEST) {
            return MASK;
        }
        List<Span> found = looks(text, "");
        CommandSecrets.inCommand(text, found, known);
        return marked(text, found);
    }

    /**
     * The kind of credential that a name holds, if the name alone shows it: what only looks
     * generated may be an identifier.
     */
    public Optional<String> credentialIn(String name) {
        return scanner.find(name, "").stream().map(Span::kind).findFirst();
    }

    /** Whether something was masked in a text. */
    public static boolean hasMask(String text) {
        return text.contains("‹masked");
    }

    /**
     * The words of one command, each masked by what it is to the program; what only looks like a
     * secret is left to {@link #text}. As many as there were.
     */
    public static List<String> words(List<String> words) {
        List<List<Span>> found = CommandSecrets.inWords(words);
        if (found.isEmpty()) {
            return words;
        }
        var masked = new ArrayList<String>(words.size());
        for (int i = 0; i < words.size(); i++) {
            masked.add(marked(words.get(i), found.get(i)));
        }
        return masked;
    }

    /** What its look or the name beside it gives away. */
    private List<Span> looks(String text, String path) {
        var found = new ArrayList<>(scanner.find(text, path));
        NamedValues.find(text, isConfiguration(path), found);
        RandomRuns.find(text, found);
        return found;
    }

    private static boolean isConfiguration(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.startsWith(".env")
                || CONFIGURATION.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Overlapping finds become one mark, named after the first that has a name. */
    static String marked(String text, List<Span> found) {
        if (found.isEmpty()) {
            return text;
        }
        List<Span> spans = new ArrayList<>(found);
        spans.sort(Comparator.comparingInt(Span::from).thenComparing(Span::kind));
        var masked = new StringBuilder(text.length());
        int copied = 0;
        for (int i = 0; i < spans.size(); ) {
            int from = spans.get(i).from();
            int to = spans.get(i).to();
            String kind = "";
            for (; i < spans.size() && spans.get(i).from() <= to; i++) {
                to = Math.max(to, spans.get(i).to());
                kind = kind.isEmpty() ? spans.get(i).kind() : kind;
            }
            masked.append(text, copied, from).append(mark(kind));
            copied = to;
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** Made when it is first asked for: the words of commands need no rules. */
    private static final class Shipped {
        static final Masker MASKER = new Masker(SecretRules.shipped());
    }

    private static String mark(String kind) {
        return kind.isEmpty() ? MASK : "‹masked:" + kind + "›";
    }
}
