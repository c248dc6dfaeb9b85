package dev.countersign.policy.shell;

import dev.countersign.policy.program.WordTable;
import java.util.List;
import java.util.Optional;

/**
 * What {@code languages.yml} says of one language.
 *
 * @param name a group of the table; {@code other} for every language that has none
 */
record Language(String name) {
    private static final WordTable TABLE = WordTable.of("languages");
    private static final List<String> NAMES =
            List.of("python", "javascript", "perl", "ruby", "php", "lua", "awk");

    /** What a call does whose arguments are constant. */
    enum Action {
        FILE,
        READ,
        WRITE,
        LIST,
        CREATE,
        DELETE,
        DELETE_TREE,
        SHELL,
        COMMAND,
        ENVIRONMENT;

        private String list() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    static Language of(String program) {
        return new Language(
                NAMES.stream()
                        .filter(name -> TABLE.has("programs." + name, program))
                        .findFirst()
                        .orElse("other"));
    }

    boolean is(String other) {
        return name.equals(other);
    }

    boolean isKnown() {
        return !is("other");
    }

    boolean isSink(String word) {
        return exactly("sinks", word);
    }

    boolean isHarmless(String qualified) {
        return exactly("harmless", qualified);
    }

    boolean isPlainModule(String module) {
        return exactly("modules", module);
    }

    boolean isOpaque(String qualified) {
        return exactly("opaque", qualified);
    }

    Optional<Action> action(String qualified) {
        for (Action action : Action.values()) {
            if (TABLE.hasExactly(name + ".known." + action.list(), qualified)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** Names of code differ by letter case, in most languages. */
    private boolean exactly(String list, String word) {
        String path = name + "." + list;
        return is("php") ? TABLE.has(path, word) : TABLE.hasExactly(path, word);
    }
}
