package dev.countersign.approval.api.scope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Patterns of commands. */
final class Commands {

    private static final List<List<String>> UNRELATED =
            Probes.read("commands.txt").stream().map(Commands::words).toList();
    private static final Pattern MAY_TAKE_THE_NEXT = Pattern.compile("-[A-Za-z0-9]|--[^=]+");
    private static final String NEXT =
            "write the command with the words that matter, such as npm run migrate*";

    private Commands() {}

    static Optional<String> objection(String pattern) {
        if (pattern.chars().anyMatch(character -> "|;&<>()`$'\"".indexOf(character) >= 0)) {
            return Optional.of(
                    "'%s' is more than the words of one command: it is compared with words as a program gets them, without quotes, variables and redirections. Each program has an entry of its own, and so has each file that output goes to."
                            .formatted(pattern));
        }
        List<String> words = words(pattern);
        if (words.getFirst().chars().anyMatch(character -> "*?[\\".indexOf(character) >= 0)
                || words.getFirst().startsWith("-")) {
            return Optional.of(
                    "'%s' does not begin with the name of a program; %s.".formatted(pattern, NEXT));
        }
        List<String> covered =
                UNRELATED.stream()
                        .filter(probe -> new Shown(words).covers(probe))
                        .map(probe -> String.join(" ", probe))
                        .toList();
        return covered.size() > 1
                ? Optional.of(Probes.tooWide(pattern, "commands", covered, NEXT))
                : Optional.empty();
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }

    /**
     * A pattern as it may be read at its widest: which of its words are values of options is not
     * known here, and options only ever narrow it.
     */
    private static final class Shown {
        private final String program;
        private final List<String> words;
        private final boolean open;

        Shown(List<String> pattern) {
            List<String> rest = new ArrayList<>(pattern);
            this.open = rest.size() > 1 && rest.getLast().equals("*");
            while (rest.size() > 1 && rest.getLast().equals("*")) {
                rest.removeLast();
            }
            this.program = rest.removeFirst();
            this.words = rest;
        }

        boolean covers(List<String> probe) {
            if (!program.equals(probe.getFirst())) {
                return false;
            }
            // By how many words of the pattern have been taken: how many of the probe have.
            List<BitSet> taken = Stream.generate(BitSet::new).limit(words.size() + 2L).toList();
            taken.getFirst().set(1);
            for (int i = 0; i < words.size(); i++) {
                take(words.get(i), probe, taken.subList(i, i + 3));
            }
            BitSet atEnd = taken.get(words.size());
            atEnd.or(taken.getLast());
            return open ? !atEnd.isEmpty() : atEnd.get(probe.size());
        }

        private static void take(String word, List<String> probe, List<BitSet> taken) {
            if (word.startsWith("-")) {
                taken.get(1).or(taken.getFirst());
                if (MAY_TAKE_THE_NEXT.matcher(word).matches()) {
                    taken.getLast().or(taken.getFirst());
                }
                return;
            }
            Glob pattern = Glob.ofWord(word);
            taken.getFirst().stream()
                    .filter(seen -> seen < probe.size() && pattern.matches(probe.get(seen)))
                    .forEach(seen -> taken.get(1).set(seen + 1));
        }
    }
}
