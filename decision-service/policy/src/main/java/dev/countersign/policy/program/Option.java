package dev.countersign.policy.program;

/**
 * One option of a program.
 *
 * @param meaning its first long spelling without dashes, or its letter
 * @param value whether a value belongs to it
 * @param role what the value is
 */
record Option(String meaning, Value value, Role role) {
    enum Value {
        NONE,
        REQUIRED,
        /** Only attached, as in {@code --color=auto}. */
        ATTACHED,
        /** Only attached, and only digits: in {@code -0pi} more options follow. */
        DIGITS,
        /** None on the command line: it is read from the standard input. */
        INPUT
    }
}
