package dev.countersign.policy.shell;

import java.util.Set;

/** Builtins that change the shell itself, so that they do not run on a copy of its state. */
final class ShellWords {
    private static final Set<String> CHANGING =
            Set.of(
                    "cd",
                    "pushd",
                    "popd",
                    "set",
                    "shift",
                    "export",
                    "declare",
                    "typeset",
                    "local",
                    "readonly",
                    "unset",
                    "eval",
                    ".",
                    "source",
                    "read",
                    "mapfile",
                    "readarray",
                    "alias",
                    "hash",
                    "enable",
                    "exec",
                    "printf",
                    "trap",
                    "builtin",
                    "command",
                    "let",
                    "getopts");

    /** Builtins that take names or numbers, which are evaluated with their subscripts. */
    private static final Set<String> EVALUATING =
            Set.of(
                    "test",
                    "[",
                    "wait",
                    "printf",
                    "read",
                    "mapfile",
                    "readarray",
                    "getopts",
                    "let",
                    "declare",
                    "typeset",
                    "local",
                    "export",
                    "readonly",
                    "unset",
                    "shift",
                    "return",
                    "exit",
                    "break",
                    "continue",
                    "ulimit");

    private static final Set<String> DECLARING =
            Set.of("declare", "typeset", "local", "export", "readonly");

    private ShellWords() {}

    static boolean declares(String word) {
        return DECLARING.contains(word);
    }

    static boolean evaluatesNames(String word) {
        return EVALUATING.contains(word);
    }

    /** The word between quotes, so that a shell reads it as it stands. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    static boolean changesShell(String word) {
        return CHANGING.contains(word);
    }
}
