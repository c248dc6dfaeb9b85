package dev.countersign.policy.program;

import dev.countersign.policy.action.Usage;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the words after a program's name by its table: options by meaning, sub-commands, operands
 * with their roles.
 */
final class OptionReader {
    private final List<String> words;
    private final boolean known;
    private Program table;
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();
    private final List<Integer> operandPositions = new ArrayList<>();
    private final List<String> subcommands = new ArrayList<>();
    private final List<Reading.Part> values = new ArrayList<>();
    private boolean uncertain;
    private boolean strangeOption;
    private int next;

    OptionReader(Program table, boolean known, List<String> words) {
        this.table = table;
        this.known = known;
        this.words = words;
    }

    Reading read() {
        if (table.dashless() && !words.isEmpty() && words.getFirst().matches("[A-Za-z]+")) {
            next = 1;
            takeDashless(words.getFirst());
        }
        while (next < words.size()) {
            String word = words.get(next);
            if (word.equals("--")) {
                next++;
                takeRest();
            } else if (isSwitchedOff(word)) {
                next++;
                takeSwitchedOff(word);
            } else if (isOption(word)) {
                next++;
                takeOption(word);
            } else if (takeOperand(word)) {
                takeRest();
            }
        }
        return new Reading(
                known,
                table,
                new Usage(options, operands, uncertain),
                subcommands,
                parts(),
                wrapped());
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    /** In {@code tar xIf program file} the values follow in the order of the letters. */
    private void takeDashless(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            String spelling = "-" + letters.charAt(i);
            table.option(spelling)
                    .ifPresentOrElse(
                            this::recordWithNext, () -> record(spelling.substring(1), List.of()));
        }
    }

    /** {@code +e} of a shell. */
    private boolean isSwitchedOff(String word) {
        return word.length() > 1
                && word.charAt(0) == '+'
                && table.kind().filter(kind -> kind == Kind.SHELL).isPresent();
    }

    private void takeSwitchedOff(String word) {
        for (int i = 1; i < word.length(); i++) {
            record("+" + word.charAt(i), List.of());
            boolean named =
                    table.option("-" + word.charAt(i))
                            .filter(option -> option.value() == Option.Value.REQUIRED)
                            .isPresent();
            if (named && next < words.size()) {
                next++;
            }
        }
    }

    /** Says whether the options end here. */
    private boolean takeOperand(String word) {
        next++;
        boolean beforeCommand =
                !table.subcommands().isEmpty() && operands.size() == subcommands.size();
        if (beforeCommand && word.startsWith("+")) {
            // cargo +nightly publish
            return false;
        }
        uncertain |= !word.isEmpty() && word.charAt(0) == Wild.ANYTHING;
        uncertain |= beforeCommand && Wild.hasUnknown(word) && table.anyEffects();
        Program sub = table.subcommands().get(word);
        if (sub != null && (operands.size() == subcommands.size() || strangeOption)) {
            // Words before it were values of options that are not in the table.
            operands.clear();
            operands.addAll(subcommands);
            descend(word, sub);
            return false;
        }
        Optional<Program> verb = table.verb(word);
        if (verb.isPresent()) {
            // Words before it say what it is about; one that fits a pattern says it itself.
            descend(word, verb.get());
            if (Stars.isPattern(table.name())) {
                values.add(new Reading.Part(word, table.operands().at(0, 1), "", next - 1, 0));
            }
            return false;
        }
        operands.add(word);
        operandPositions.add(next - 1);
        return table.optionsFirst() && operands.size() - subcommands.size() > table.skip();
    }

    private void descend(String word, Program sub) {
        operands.add(word);
        operandPositions.clear();
        subcommands.clear();
        subcommands.addAll(operands);
        table = sub;
        strangeOption = false;
    }

    private void takeRest() {
        while (next < words.size()) {
            operands.add(words.get(next));
            operandPositions.add(next++);
        }
    }

    private void takeOption(String word) {
        if (takeWhole(word) || takeAttached(word)) {
            return;
        }
        if (word.startsWith("--") || word.length() == 2) {
            strangeOption = true;
            int equals = word.indexOf('=');
            String name = equals > 0 ? word.substring(0, equals) : word;
            record(strip(name), equals > 0 ? List.of(word.substring(equals + 1)) : List.of());
            uncertain |= Wild.hasUnknown(name);
            return;
        }
        takeCluster(word);
    }

    private boolean takeWhole(String word) {
        int equals = word.indexOf('=');
        String name = equals > 0 ? word.substring(0, equals) : word;
        Optional<Option> exact = table.option(name);
        if (exact.isEmpty() && word.startsWith("--")) {
            List<Option> meant = table.abbreviated(name);
            // Where it is open which one is meant, any may be: each is noted.
            meant.stream().skip(1).forEach(one -> record(one.meaning(), List.of()));
            exact = meant.stream().findFirst();
        }
        if (exact.isEmpty()) {
            return false;
        }
        if (equals > 0) {
            recordValue(exact.get(), next - 1, equals + 1);
        } else {
            recordWithNext(exact.get());
        }
        return true;
    }

    /** {@code -javaagent:file}: a name of several letters behind one dash, and its value. */
    private boolean takeAttached(String word) {
        for (int end = word.length() - 1; end > 2 && word.charAt(1) != '-'; end--) {
            Optional<Option> option = table.option(word.substring(0, end));
            if (option.isPresent() && option.get().value() == Option.Value.REQUIRED) {
                boolean colon = word.charAt(end) == ':';
                recordValue(option.get(), next - 1, colon ? end + 1 : end);
                return true;
            }
        }
        return false;
    }

    private void recordWithNext(Option option) {
        if (option.value() == Option.Value.REQUIRED && next < words.size()) {
            recordValue(option, next++, 0);
        } else {
            record(option.meaning(), List.of());
        }
        if (option.value() == Option.Value.INPUT) {
            values.add(new Reading.Part("", option.role(), option.meaning(), words.size(), 0));
        }
    }

    private void takeCluster(String word) {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (Wild.isMark(letter)) {
                uncertain = true;
                continue;
            }
            Option option = table.option("-" + letter).orElse(null);
            if (option == null) {
                strangeOption |= i == word.length() - 1;
                record(String.valueOf(letter), List.of());
            } else if (option.value() == Option.Value.NONE) {
                record(option.meaning(), List.of());
            } else if (option.value() == Option.Value.DIGITS) {
                record(option.meaning(), List.of());
                while (i + 1 < word.length() && Character.isDigit(word.charAt(i + 1))) {
                    i++;
                }
            } else if (i + 1 < word.length()) {
                recordValue(option, next - 1, word.charAt(i + 1) == '=' ? i + 2 : i + 1);
                return;
            } else {
                recordWithNext(option);
            }
        }
    }

    private void recordValue(Option option, int word, int from) {
        String value = words.get(word).substring(from);
        record(option.meaning(), List.of(value));
        values.add(new Reading.Part(value, option.role(), option.meaning(), word, from));
    }

    private void record(String meaning, List<String> more) {
        options.computeIfAbsent(meaning, key -> new ArrayList<>()).addAll(more);
    }

    private static String strip(String name) {
        return name.startsWith("--") ? name.substring(2) : name.substring(1);
    }

    private List<Reading.Part> parts() {
        Operands roles = roles();
        var parts = new ArrayList<Reading.Part>();
        values.forEach(value -> parts.add(inContext(value)));
        int count = operands.size() - subcommands.size();
        for (int i = 0; i < count; i++) {
            String text = operands.get(subcommands.size() + i);
            parts.add(new Reading.Part(text, roles.at(i, count), "", operandPositions.get(i), 0));
        }
        return parts;
    }

    private Operands roles() {
        for (var when : table.operandsWhen().entrySet()) {
            if (options.containsKey(when.getKey())) {
                return when.getValue();
            }
        }
        return table.operands();
    }

    /** What an option's value is may depend on another option: an archive is read or written. */
    private Reading.Part inContext(Reading.Part value) {
        return table.valuesWhen().entrySet().stream()
                .filter(when -> options.containsKey(when.getKey()))
                .map(when -> when.getValue().get(value.option()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(
                        role ->
                                new Reading.Part(
                                        value.text(),
                                        role,
                                        value.option(),
                                        value.word(),
                                        value.from()))
                .orElse(value);
    }

    private int wrapped() {
        return table.skip() < operandPositions.size()
                ? operandPositions.get(table.skip())
                : words.size();
    }
}
