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

    private ShellWords() {}

    static boolean changesShell(String word) {
        return CHANGING.contains(word);
    }
}
