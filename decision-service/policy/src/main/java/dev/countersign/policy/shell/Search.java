package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Kind;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code grep} and its like. Looking for a word in the whole project is everyday work; printing
 * every line of it, or the lines with credentials, hidden files included, gives them away.
 */
final class Search {
    private static final Set<String> ANY = Set.of("*", "all");

    private final Call call;
    private final Reading reading;

    Search(Call call) {
        this.call = call;
        this.reading = call.reading();
    }

    /** Says which files match, or how often, but not what stands in them. */
    static boolean namesOnly(Reading reading) {
        return Stream.of(
                        "files-with-matches",
                        "files-without-match",
                        "files-without-matches",
                        "count",
                        "count-matches",
                        "quiet",
                        "files",
                        "g")
                .anyMatch(reading.usage()::has);
    }

    /**
     * Whether a name of which nothing is known is one of many files that are searched for a word: a
     * secret among them is not what it is about.
     */
    static boolean readsAnything(Reading reading, String name) {
        return reading.kind().filter(Kind.SEARCH::equals).isPresent()
                && !Wild.isLiteral(name)
                && Wild.filled(name, "").chars().noneMatch(Character::isLetterOrDigit)
                && patterns(reading).stream().noneMatch(CredentialText::mayPrint);
    }

    String run() {
        if (readsTree() && isBroad() && looksForCredentials()) {
            if (!namesOnly(reading)) {
                (roots().isEmpty() ? List.of(".") : roots()).forEach(this::secret);
            }
            return NameList.HIDDEN + "\n";
        }
        boolean filters = call.in().given() && roots().isEmpty() && !readsTree();
        if (filters && !call.in().isKnown()) {
            String regex = patterns(reading).stream().findFirst().orElse("");
            return NameList.matching(call, regex, reading.usage().has("invert-match"));
        }
        if (filters) {
            return Flow.UNKNOWN;
        }
        return namesOnly(reading) ? named() : Flow.UNKNOWN;
    }

    /** The names of files it prints: those that were asked for. */
    private String named() {
        String names =
                reading.parts().stream()
                        .filter(part -> part.role() == Role.FILTER && !part.text().startsWith("!"))
                        .map(part -> Wild.TAME + "/" + Wild.ofGlob(part.text()))
                        .collect(Collectors.joining("\n"));
        boolean hidden = reading.usage().has("files") && readsTree();
        return names.isEmpty() ? hidden ? NameList.HIDDEN : String.valueOf(Wild.TAME) : names;
    }

    private void secret(String root) {
        Place place = Place.of(root, call.environment().cwd());
        call.walker()
                .gathering()
                .add(
                        new Fact.EffectTag(
                                Tag.SECRET_READ, Optional.of(place), "", call.invoker().reach()));
    }

    private boolean looksForCredentials() {
        boolean anyCase = reading.usage().has("ignore-case") || reading.usage().has("smart-case");
        return reading.usage().has("invert-match")
                || reading.usage().has("passthru")
                || patterns(reading).stream()
                        .map(regex -> anyCase ? regex.toUpperCase(Locale.ROOT) : regex)
                        .anyMatch(CredentialText::mayPrint);
    }

    /** What is looked for. */
    private static List<String> patterns(Reading reading) {
        var patterns = new ArrayList<>(reading.usage().values("regexp"));
        patterns.addAll(reading.usage().values("match"));
        boolean given = !patterns.isEmpty() || reading.usage().has("file");
        if (!given && !reading.operands().isEmpty()) {
            patterns.add(reading.operands().getFirst());
        }
        return patterns;
    }

    private List<String> roots() {
        boolean given =
                reading.usage().has("regexp")
                        || reading.usage().has("match")
                        || reading.usage().has("file");
        List<String> operands = reading.operands();
        return given || operands.isEmpty() ? operands : operands.subList(1, operands.size());
    }

    /** Whether hidden and ignored files are searched as well, which only some programs do. */
    private boolean readsTree() {
        return reading.usage().values("directories").contains("recurse")
                || Stream.of(
                                "recursive",
                                "dereference-recursive",
                                "hidden",
                                "no-ignore",
                                "no-ignore-vcs",
                                "unrestricted",
                                "uu",
                                "uuu",
                                "skip-vcs-ignores",
                                "all-types",
                                "no-index",
                                "untracked")
                        .anyMatch(reading.usage()::has);
    }

    /** The project as a whole or more, and not only files of some kind. */
    private boolean isBroad() {
        boolean kinds =
                Stream.of("include", "glob", "iglob", "type", "file-search-regex")
                        .flatMap(option -> reading.usage().values(option).stream())
                        .anyMatch(filter -> !filter.startsWith("!") && !ANY.contains(filter));
        List<String> roots = roots();
        return !kinds && (roots.isEmpty() || roots.stream().anyMatch(this::holdsProject));
    }

    private boolean holdsProject(String root) {
        String cwd = call.environment().cwd();
        String folder = Place.resolve(root, cwd);
        return cwd.isEmpty() || Place.isWithin(cwd, folder) || folder.equals("~");
    }
}
