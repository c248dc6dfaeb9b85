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
            List.of("python", "javascript", "perl", "ruby", "php", "lua", "awk", "java", "r");
    private static final List<String> LISTED = List.of("other", "java", "r");

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

    /** Whether names in it are harmless unless they are sinks; else only the listed ones are. */
    boolean isKnown() {
        return !LISTED.contains(name);
    }

    /** Whether an object's method of this name does something with a file or a database. */
    Optional<CodeAction> method(String method) {
        return action("." + method);
    }

    /** Whether a method of this name reaches out while the module is in use. */
    boolean isSinkBeside(String module, String method) {
        int dot = module.indexOf('.');
        return exactly("beside." + (dot < 0 ? module : module.substring(0, dot)), method);
    }

    boolean isPlace(String parameter) {
        return exactly("places", parameter);
    }

    /** Whether a word in a statement leads out of the database. */
    boolean leavesDatabase(String word) {
        return exactly("statements", word.toLowerCase(java.util.Locale.ROOT));
    }

    boolean isSink(String word) {
        return exactly("sinks", word);
    }

    boolean isHarmless(String qualified) {
        return exactly("harmless", qualified);
    }

    /** Whether the list has exactly this name, and no pattern for it. */
    boolean isListedHarmless(String qualified) {
        return TABLE.wordsIfAny(name + ".harmless").contains(qualified);
    }

    boolean isPlainModule(String module) {
        return exactly("modules", module);
    }

    boolean isOpaque(String qualified) {
        return exactly("opaque", qualified);
    }

    Optional<CodeAction> action(String qualified) {
        for (CodeAction action : CodeAction.values()) {
            if (exactly("known." + action.list(), qualified)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** Names of code differ by letter case, in most languages. */
    private boolean exactly(String list, String word) {
        String path = name + "." + list;
        if (TABLE.wordsIfAny(path).isEmpty()) {
            return false;
        }
        return is("php") ? TABLE.has(path, word) : TABLE.hasExactly(path, word);
    }
}
