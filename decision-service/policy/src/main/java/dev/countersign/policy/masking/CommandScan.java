package dev.countersign.policy.masking;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Kind;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import dev.countersign.policy.secret.SecretName;
import dev.countersign.policy.secret.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is a secret by its place in commands: values of options and operands by the tables of
 * programs, assignments to variables with the name of a secret, headers, and what is piped to a
 * program that expects a secret.
 *
 * <p>A program is looked for behind every word, not only the first, so that it does not matter
 * which wrapper runs it; and within words that are commands themselves ({@code sh -c '…'}).
 */
final class CommandScan {

    /** Programs in one command whose tables are tried: wrappers are nested no deeper. */
    static final int MOST_PROGRAMS = 8;

    private static final int DEEPEST = 6;
    private static final int MOST_ROUNDS = 4;
    private static final Set<String> WRITERS = Set.of("echo", "printf", "print");

    private final String original;
    private final boolean prose;
    private final List<Span> found;
    private final KnownSecrets known;
    private final Set<String> variables = new HashSet<>();

    /**
     * @param original the text in which the found places stand
     * @param prose whether the text may speak of a command instead of being one
     */
    CommandScan(String original, boolean prose, List<Span> found, KnownSecrets known) {
        this.original = original;
        this.prose = prose;
        this.found = found;
        this.known = known;
    }

    /** A text of commands. */
    void text(CommandWord source) {
        text(source, 0);
    }

    /** One command. */
    void command(CommandLine command) {
        places(command);
        within(command, 0);
    }

    /** What is known of the secrets of the program at this word, given the words after it. */
    static Optional<Reading> reading(List<String> words, int at) {
        return Programs.readForSecrets(program(words.get(at)), words.subList(at + 1, words.size()));
    }

    static boolean hasBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void text(CommandWord source, int depth) {
        List<CommandLine> commands = CommandReader.read(source);
        commands.forEach(this::places);
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
            if (depth < DEEPEST && hasBlank(word.text()) && Clues.areIn(word.text())) {
                text(word, depth + 1);
            }
        }
    }

    private void places(CommandLine command) {
        List<String> texts = command.texts();
        Map<Integer, Integer> values = new HashMap<>();
        int read = 0;
        for (int i = 0; i < texts.size() && read < MOST_PROGRAMS; i++) {
            Optional<Reading> reading = reading(texts, i);
            if (reading.isPresent()) {
                read++;
                positions(command, reading.get(), i + 1, values);
            }
        }
        if (!prose && !command.document()) {
            names(command, values);
        }
    }

    /**
     * @param values the words that are, from some character on, values of options that a table
     *     knows
     */
    private void names(CommandLine command, Map<Integer, Integer> values) {
        List<CommandWord> words = command.words();
        for (int i = 0; i < words.size(); i++) {
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
            int index = first + part.word();
            if (index >= command.words().size()) {
                input = true;
                continue;
            }
            if (part.option().isEmpty()) {
                input |= position(command.words().get(index), part, before);
                before = part.text();
            } else {
                input |= position(command.words().get(index), part, "");
                values.put(index, part.from());
            }
        }
        if (input) {
            input(command, allInput);
        }
    }

    /**
     * @param before the operand before this one
     * @return whether the secret comes on the standard input instead
     */
    private boolean position(CommandWord word, Reading.Part part, String before) {
        int offset = offset(part, before);
        if (offset < 0 || prose && part.option().isEmpty() && isPlainWord(part.text())) {
            return false;
        }
        if (part.text().equals("-")) {
            return true;
        }
        secret(word, part.from() + offset, word.length());
        return false;
    }

    /** Where in the part the secret begins; -1 if there is none. */
    private static int offset(Reading.Part part, String before) {
        String text = part.text();
        Role role = part.role();
        if (role == Role.SECRET || role == Role.NAMED_SECRET && isNamed(before, text)) {
            return 0;
        }
        if (role == Role.LOGIN) {
            int colon = text.indexOf(':');
            int other = Math.max(text.indexOf('%'), text.indexOf(','));
            return colon >= 0 ? colon + 1 : other >= 0 ? other + 1 : -1;
        }
        if (role == Role.SECRET_SETTING) {
            int equals = text.indexOf('=');
            return equals > 0 && !text.startsWith("@", equals + 1) ? equals + 1 : -1;
        }
        return role == Role.SECRET_SOURCE && text.startsWith("pass:") ? "pass:".length() : -1;
    }

    private static boolean isNamed(String name, String value) {
        return SecretName.of(name)
                .filter(kind -> NamedWord.isSecret(kind, name, value))
                .isPresent();
    }

    /** "use vault login first": in prose a word is a word. */
    private static boolean isPlainWord(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || ".,:".indexOf(c) >= 0);
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
                written(at.words());
            }
        }
    }

    private void written(List<CommandWord> words) {
        String program = program(words.getFirst().text());
        if (WRITERS.contains(program)) {
            boolean formatted = program.equals("printf") && words.size() > 2;
            words.stream()
                    .skip(formatted ? 2 : 1)
                    .filter(word -> !word.text().startsWith("-"))
                    .forEach(word -> secret(word, 0, word.length()));
        }
    }

    private void secret(CommandWord word, int from, int to) {
        if (word.text().indexOf(Wild.ANYTHING, from) >= 0) {
            variables.addAll(word.variables());
        }
        word.report(from, to, original, found);
        known.add(word.text().substring(from, to));
    }
}
