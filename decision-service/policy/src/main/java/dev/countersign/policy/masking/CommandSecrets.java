package dev.countersign.policy.masking;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Kind;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.secret.Keywords;
import dev.countersign.policy.secret.SecretName;
import dev.countersign.policy.secret.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is a secret by its place in a command: values of options and operands by the tables of
 * programs, assignments to variables with the name of a secret, headers, and what is piped to a
 * program that expects a secret.
 *
 * <p>A program is looked for behind every word, not only the first, so that it does not matter
 * which wrapper runs it; and within words that are commands themselves ({@code sh -c '…'}).
 */
final class CommandSecrets {

    private static final List<String> CLUES = clues();
    private static final Keywords KEYWORDS = new Keywords(CLUES);
    private static final int FIRST_PROGRAM = SecretName.HINTS.size();
    private static final int DEEPEST = 6;
    private static final int MOST_ROUNDS = 4;

    /** Programs in one command whose tables are tried: wrappers are nested no deeper. */
    private static final int MOST_PROGRAMS = 8;

    private final String original;
    private final boolean prose;
    private final List<Span> found;
    private final KnownSecrets known;
    private final Set<String> variables = new HashSet<>();

    /**
     * @param prose whether the text may speak of a command instead of being one
     */
    private CommandSecrets(String original, boolean prose, List<Span> found, KnownSecrets known) {
        this.original = original;
        this.prose = prose;
        this.found = found;
        this.known = known;
    }

    /** In a text that is a command. */
    static void inCommand(String text, List<Span> found, KnownSecrets known) {
        if (mayBeIn(text)) {
            new CommandSecrets(text, false, found, known).examine(CommandWord.of(text, 0), 0);
        }
    }

    /** In the lines of any text that name a program to which secrets are given. */
    static void inLines(String text, List<Span> found, KnownSecrets known) {
        int[] done = {0};
        KEYWORDS.find(
                text,
                (clue, from, to) -> {
                    if (clue >= FIRST_PROGRAM && from >= done[0] && isWord(text, from, to)) {
                        int start = text.lastIndexOf('\n', from) + 1;
                        done[0] = logicalLineEnd(text, to);
                        String line = text.substring(Math.max(start, 0), done[0]);
                        new CommandSecrets(text, true, found, known)
                                .examine(CommandWord.of(line, start), 0);
                    }
                });
    }

    /** In the words of one command, each by itself; empty if there is nothing in any. */
    static List<List<Span>> inWords(List<String> words) {
        if (words.stream().noneMatch(CommandSecrets::mayBeIn)) {
            return List.of();
        }
        var command = CommandLine.after(null, false);
        int at = 0;
        for (String word : words) {
            command.words().add(CommandWord.of(word, at));
            at += word.length() + 1;
        }
        var spans = new ArrayList<Span>();
        var secrets =
                new CommandSecrets(String.join("\n", words), false, spans, new KnownSecrets());
        secrets.examine(command);
        secrets.within(command, 0);
        return spans.isEmpty() ? List.of() : parted(words, spans);
    }

    private static List<List<Span>> parted(List<String> words, List<Span> spans) {
        var parted = new ArrayList<List<Span>>();
        spans.sort(Comparator.comparingInt(Span::from));
        int next = 0;
        int at = 0;
        for (String word : words) {
            var own = new ArrayList<Span>();
            for (; next < spans.size() && spans.get(next).from() <= at + word.length(); next++) {
                own.add(Span.placed(spans.get(next).from() - at, spans.get(next).to() - at));
            }
            parted.add(own);
            at += word.length() + 1;
        }
        return parted;
    }

    private static List<String> clues() {
        var clues = new ArrayList<>(SecretName.HINTS);
        Programs.takingSecrets().forEach(name -> clues.add(name.toLowerCase(Locale.ROOT)));
        return clues;
    }

    private static boolean mayBeIn(String text) {
        return KEYWORDS.isIn(
                text, (clue, from, to) -> clue < FIRST_PROGRAM || isWord(text, from, to));
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    private static int logicalLineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end = text.indexOf('\n', end + 1);
        }
        return end < 0 ? text.length() : end;
    }

    private void examine(CommandWord source, int depth) {
        List<CommandLine> commands = CommandReader.read(source);
        commands.forEach(this::examine);
        for (int round = 0; round < MOST_ROUNDS && !variables.isEmpty(); round++) {
            assignments(commands);
        }
        commands.forEach(command -> within(command, depth));
    }

    /** What was given to a secret's place by way of a variable is a secret where it is assigned. */
    private void assignments(List<CommandLine> commands) {
        Set<String> wanted = Set.copyOf(variables);
        variables.clear();
        for (CommandLine command : commands) {
            for (CommandWord word : command.words()) {
                int equals = word.text().indexOf('=');
                if (equals > 0 && wanted.contains(word.text().substring(0, equals))) {
                    secret(word, equals + 1, word.length());
                }
            }
        }
        variables.removeAll(wanted);
    }

    /** Words that are commands themselves. */
    private void within(CommandLine command, int depth) {
        for (CommandWord word : command.words()) {
            String text = word.text();
            if (depth < DEEPEST && hasBlank(text) && mayBeIn(text)) {
                examine(word, depth + 1);
            }
        }
    }

    private void examine(CommandLine command) {
        List<CommandWord> words = command.words();
        List<String> texts = command.texts();
        Map<Integer, Integer> values = new HashMap<>();
        int read = 0;
        for (int i = 0; i < texts.size() && read < MOST_PROGRAMS; i++) {
            int first = i + 1;
            Optional<Reading> reading =
                    Programs.readForSecrets(
                            program(texts.get(i)), texts.subList(first, texts.size()));
            if (reading.isPresent()) {
                read++;
                positions(command, reading.get(), first, values);
            }
        }
        for (int i = 0; i < words.size() && !command.document() && !prose; i++) {
            boolean followed = i + 1 < words.size() && !values.containsKey(i + 1);
            new NamedWord(words.get(i), values.getOrDefault(i, 0))
                    .report(followed ? words.get(i + 1) : new CommandWord(), this::secret);
        }
    }

    private static String program(String word) {
        int end = word.length();
        while (end > 0 && "\"',)]}:".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && "/\\\"'([{,:=`@".indexOf(word.charAt(start - 1)) < 0) {
            start--;
        }
        String name = word.substring(start, end).toLowerCase(Locale.ROOT);
        return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
    }

    private void positions(
            CommandLine command, Reading reading, int first, Map<Integer, Integer> values) {
        boolean allInput = reading.kind().filter(kind -> kind == Kind.SECRET_INPUT).isPresent();
        boolean input = allInput;
        String before = "";
        for (Reading.Part part : reading.parts()) {
            boolean ofInput = first + part.word() >= command.words().size();
            input |= ofInput || comesIn(part, before);
            if (!ofInput && !part.option().isEmpty()) {
                values.put(first + part.word(), part.from());
            }
            if (!ofInput) {
                position(command.words().get(first + part.word()), part, before);
            }
            before = part.option().isEmpty() ? part.text() : before;
        }
        if (input) {
            input(command, allInput);
        }
    }

    /** The word stands for the standard input. */
    private static boolean comesIn(Reading.Part part, String before) {
        return switch (part.role()) {
            case SECRET -> part.text().equals("-");
            case NAMED_SECRET -> part.text().equals("-") && SecretName.of(before).isPresent();

            default -> false;
        };
    }

    private void position(CommandWord word, Reading.Part part, String before) {
        int from = part.from();
        int to = word.length();
        String text = part.text();
        if (text.equals("-") || prose && part.option().isEmpty() && isPlainWord(text)) {
            return;
        }
        switch (part.role()) {
            case SECRET -> secret(word, from, to);
            case LOGIN -> {
                int colon = text.indexOf(':') >= 0 ? text.indexOf(':') : firstOf(text, "%,");
                if (colon >= 0) {
                    secret(word, from + colon + 1, to);
                }
            }
            case SECRET_SETTING -> {
                int equals = text.indexOf('=');
                if (equals > 0 && !text.startsWith("@", equals + 1)) {
                    secret(word, from + equals + 1, to);
                }
            }
            case SECRET_SOURCE -> {
                if (text.startsWith("pass:")) {
                    secret(word, from + "pass:".length(), to);
                }
            }
            case NAMED_SECRET -> {
                if (SecretName.of(before).isPresent()) {
                    secret(word, from, to);
                }
            }
            default -> {}
        }
    }

    /** "use vault login first": in prose a word is a word. */
    private static boolean isPlainWord(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || ".,:".indexOf(c) >= 0);
    }

    private static int firstOf(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            if (signs.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * What comes on the standard input, back to where it is written out. Unless it is all a secret,
     * the secret is its first line.
     */
    private void input(CommandLine command, boolean all) {
        for (CommandLine at = command; at != null; at = at.before()) {
            for (CommandWord word : at.input()) {
                int line = word.text().indexOf('\n');
                secret(word, 0, all || line < 0 ? word.length() : line);
            }
            if (at != command && !at.words().isEmpty()) {
                written(at);
            }
        }
    }

    private void written(CommandLine command) {
        String program = program(command.words().getFirst().text());
        if (!Set.of("echo", "printf", "print").contains(program)) {
            return;
        }
        List<CommandWord> words = command.words();
        boolean formatted = program.equals("printf") && words.size() > 2;
        for (CommandWord word : words.subList(formatted ? 2 : 1, words.size())) {
            if (!word.text().startsWith("-")) {
                secret(word, 0, word.length());
            }
        }
    }

    private void secret(CommandWord word, int from, int to) {
        if (word.text().indexOf(Wild.ANYTHING, from) >= 0) {
            variables.addAll(word.variables());
        }
        word.report(from, to, original, found);
        known.add(word.text().substring(from, to));
    }

    private static boolean hasBlank(String text) {
        return text.chars().anyMatch(Character::isWhitespace);
    }
}
