package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.program.WordTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the next part of a pipe does with what it is given. */
final class Onward {
    private static final Set<String> SEARCHES = Set.of("grep", "egrep", "fgrep", "rg", "ag");

    private static final WordTable VARIABLES = WordTable.of("variables");

    private Onward() {}

    /**
     * The surroundings of a part of a pipe. The next part may keep only lines without credentials,
     * hand a credential to a program that asks for it on its input, or look for credentials.
     */
    static Environment environment(
            Command.Pipeline pipeline, Command command, Environment environment) {
        int next = pipeline.commands().indexOf(command) + 1;
        if (next >= pipeline.commands().size()
                || !(pipeline.commands().get(next) instanceof Command.Simple simple)) {
            return environment.inner();
        }
        List<String> words = simple.words().stream().map(Word::plain).toList();
        if (!words.isEmpty() && SEARCHES.contains(words.getFirst())) {
            return searched(words.subList(1, words.size()), environment);
        }
        return words.stream().anyMatch(Onward::asksForCredential)
                ? environment.keepingFromOutput()
                : environment.inner();
    }

    /** {@code cat file} hands on a file as a whole. */
    static Optional<Place> file(Command command, Environment environment) {
        if (!(command instanceof Command.Simple simple)
                || simple.words().size() != 2
                || !simple.words().getFirst().plain().equals("cat")) {
            return Optional.empty();
        }
        String path = simple.words().getLast().plain();
        boolean one = simple.redirects().isEmpty() && path.matches("[\\w./][\\w./-]*");
        return one ? Optional.of(Place.of(path, environment.cwd())) : Optional.empty();
    }

    private static Environment searched(List<String> words, Environment environment) {
        boolean inverted =
                words.stream().anyMatch(word -> word.matches("-[a-zA-Z]*v[a-zA-Z]*|--invert.*"));
        List<String> asked =
                words.stream()
                        .filter(word -> !word.startsWith("-"))
                        .map(word -> word.toUpperCase(Locale.ROOT))
                        .toList();
        String regex = asked.isEmpty() ? "" : asked.getFirst();
        if (inverted || CredentialText.findsEverything(regex)) {
            return environment.inner();
        }
        if (CredentialText.mayPrint(regex)) {
            return environment.searchedForCredentials();
        }
        return asked.stream().allMatch(Onward::asksForHarmless)
                ? environment.keepingFromOutput()
                : environment.inner();
    }

    /** Any other name may be, or be a part of, the name of a variable with a credential. */
    private static boolean asksForHarmless(String regex) {
        return Stream.of(regex.split("\\\\?\\|"))
                .allMatch(
                        one ->
                                one.chars().allMatch(Character::isDigit)
                                        || VARIABLES.words("ordinary-words").stream()
                                                .anyMatch(one::contains));
    }

    private static boolean asksForCredential(String word) {
        return word.equals("--password-stdin")
                || word.equals("--with-token")
                || word.equals("--passphrase-fd");
    }
}
