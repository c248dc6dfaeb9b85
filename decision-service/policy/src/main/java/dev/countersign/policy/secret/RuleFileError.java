package dev.countersign.policy.secret;

/**
 * One thing wrong in a file of secret rules.
 *
 * @param line from 1
 * @param column from 1
 * @param message a sentence that says what is wrong and, where possible, what to write instead
 */
public record RuleFileError(int line, int column, String message) {
    @Override
    public String toString() {
        return line + ":" + column + ": " + message;
    }
}
