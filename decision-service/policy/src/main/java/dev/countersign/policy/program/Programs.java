package dev.countersign.policy.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The tables of all programs that are known. Which there are is read at once, what a table says
 * with its family's first use: a short command needs few of them.
 */
public final class Programs {
    static final List<String> FAMILIES =
            List.of(
                    "files",
                    "text",
                    "vcs",
                    "forges",
                    "web",
                    "connections",
                    "credentials",
                    "javascript",
                    "python",
                    "languages",
                    "builds",
                    "machine-packages",
                    "containers",
                    "clusters",
                    "stacks",
                    "aws",
                    "clouds",
                    "platforms",
                    "databases",
                    "migrations",
                    "wrappers",
                    "execution",
                    "powershell",
                    "system",
                    "guard",
                    "everyday");
    private static final String SECRETS = "secrets";
    private static final Map<String, String> FAMILY_OF = families();
    private static final Map<String, Map<String, Program>> READ = new ConcurrentHashMap<>();
    private static final WordTable LOOKING = WordTable.of("looking");

    private Programs() {}

    /** Whether there is a table for the program of this base name. */
    public static boolean isKnown(String name) {
        return FAMILY_OF.containsKey(name);
    }

    public static Set<String> names() {
        return FAMILY_OF.keySet();
    }

    /** Known programs that look and reshape. */
    public static Set<String> looking() {
        return Set.copyOf(LOOKING.words("programs"));
    }

    /** The other known ones. */
    public static Set<String> acting() {
        return FAMILY_OF.keySet().stream()
                .filter(name -> !LOOKING.hasExactly("programs", name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The spellings of the options that the program's table names. */
    public static Set<String> spellings(String name) {
        Program table = table(name);
        return table == null ? Set.of() : table.options().keySet();
    }

    /** All tables by name. */
    static Map<String, Program> tables() {
        var all = new HashMap<String, Program>();
        FAMILIES.forEach(family -> all.putAll(of(family)));
        return all;
    }

    /** How much the program's table says, which goes with how much the program is used. */
    public static int detail(String name) {
        Program table = table(name);
        return table == null
                ? 0
                : table.options().size() + table.subcommands().size() + table.verbs().size();
    }

    /** Reads the words that follow a program's name. */
    public static Reading read(String name, List<String> words) {
        Program table = table(name);
        return table == null
                ? new OptionReader(TableReader.unknown(name), false, words).read()
                : new OptionReader(table, true, words).read();
    }

    /** The programs of which some argument may be a secret by its place. */
    public static Set<String> takingSecrets() {
        return of(SECRETS).keySet();
    }

    /**
     * Reads the words that follow a program's name by what is known of its secrets alone; empty if
     * nothing is.
     */
    public static Optional<Reading> readForSecrets(String name, List<String> words) {
        return Optional.ofNullable(of(SECRETS).get(name))
                .map(table -> new OptionReader(table, true, words).read());
    }

    private static @Nullable Program table(String name) {
        String family = FAMILY_OF.get(name);
        return family == null ? null : of(family).get(name);
    }

    private static Map<String, Program> of(String family) {
        Map<String, Program> read = READ.get(family);
        return read == null ? READ.computeIfAbsent(family, Programs::load) : read;
    }

    private static Map<String, Program> load(String family) {
        var settings = LoadSettings.builder().setLabel(resource(family)).build();
        return new TableReader(family).read(new Load(settings).loadFromString(text(family)));
    }

    private static Map<String, String> families() {
        var all = new HashMap<String, String>();
        for (String family : FAMILIES) {
            text(family)
                    .lines()
                    .flatMap(Programs::named)
                    .forEach(
                            name -> {
                                if (all.put(name, family) != null) {
                                    throw new IllegalStateException(
                                            name + " is in " + resource(family) + " once more");
                                }
                            });
        }
        return Map.copyOf(all);
    }

    /** The names that a line of a table gives; those of programs begin it. */
    private static Stream<String> named(String line) {
        if (line.isEmpty() || " #:".indexOf(line.charAt(0)) >= 0) {
            return Stream.of();
        }
        String key = line.startsWith("? ") ? line.substring(2) : line.split(":(?: |$)", 2)[0];
        return Stream.of(key.replace("\"", "").split(",\\s*"));
    }

    private static String resource(String family) {
        return "/dev/countersign/policy/programs/" + family + ".yml";
    }

    private static String text(String family) {
        try (InputStream in = Programs.class.getResourceAsStream(resource(family))) {
            if (in == null) {
                throw new IllegalStateException(resource(family) + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
