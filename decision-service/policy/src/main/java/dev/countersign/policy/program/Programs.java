package dev.countersign.policy.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The tables of all programs that are known, read once from the resources. */
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
    private static final Map<String, Program> ALL = load();
    private static final Map<String, Program> SECRETS = load("secrets");
    private static final WordTable LOOKING = WordTable.of("looking");

    private Programs() {}

    /** Whether there is a table for the program of this base name. */
    public static boolean isKnown(String name) {
        return ALL.containsKey(name);
    }

    public static Set<String> names() {
        return ALL.keySet();
    }

    /** Known programs that look and reshape. */
    public static Set<String> looking() {
        return Set.copyOf(LOOKING.words("programs"));
    }

    /** The other known ones. */
    public static Set<String> acting() {
        return ALL.keySet().stream()
                .filter(name -> !LOOKING.hasExactly("programs", name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The spellings of the options that the program's table names. */
    public static Set<String> spellings(String name) {
        Program table = ALL.get(name);
        return table == null ? Set.of() : table.options().keySet();
    }

    /** All tables by name. */
    static Map<String, Program> tables() {
        return ALL;
    }

    /** How much the program's table says, which goes with how much the program is used. */
    public static int detail(String name) {
        Program table = ALL.get(name);
        return table == null
                ? 0
                : table.options().size() + table.subcommands().size() + table.verbs().size();
    }

    /** Reads the words that follow a program's name. */
    public static Reading read(String name, List<String> words) {
        Program table = ALL.get(name);
        return table == null
                ? new OptionReader(TableReader.unknown(name), false, words).read()
                : new OptionReader(table, true, words).read();
    }

    /** The programs of which some argument may be a secret by its place. */
    public static Set<String> takingSecrets() {
        return SECRETS.keySet();
    }

    /**
     * Reads the words that follow a program's name by what is known of its secrets alone; empty if
     * nothing is.
     */
    public static Optional<Reading> readForSecrets(String name, List<String> words) {
        return Optional.ofNullable(SECRETS.get(name))
                .map(table -> new OptionReader(table, true, words).read());
    }

    private static Map<String, Program> load() {
        var all = new HashMap<String, Program>();
        for (String family : FAMILIES) {
            load(family)
                    .forEach(
                            (name, table) -> {
                                if (all.put(name, table) != null) {
                                    throw new IllegalStateException(
                                            name + " is in programs/" + family + ".yml once more");
                                }
                            });
        }
        return all;
    }

    private static Map<String, Program> load(String family) {
        return new TableReader(family).read(parse(family));
    }

    private static Object parse(String family) {
        String resource = "/dev/countersign/policy/programs/" + family + ".yml";
        try (InputStream in = Programs.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            var settings = LoadSettings.builder().setLabel(resource).build();
            return new Load(settings).loadFromInputStream(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
