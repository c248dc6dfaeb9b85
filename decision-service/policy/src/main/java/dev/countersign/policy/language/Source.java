package dev.countersign.policy.language;

/**
 * Where something stands in a policy file.
 *
 * @param file the name the file was read under
 * @param line from 1
 * @param column from 1
 */
public record Source(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
