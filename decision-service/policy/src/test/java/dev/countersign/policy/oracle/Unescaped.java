package dev.countersign.policy.oracle;

import java.util.List;

/** Backslashes as the shell takes them, by means of their own: the readers leave them in. */
final class Unescaped {
    private Unescaped() {}

    static String of(String text, boolean quoted) {
        String joined = text.replace("\\\n", "");
        return quoted
                ? joined.replaceAll("\\\\([$`\"\\\\])", "$1")
                : joined.replaceAll("(?s)\\\\(.)", "$1");
    }

    /** The inside of {@code $'…'}, as the real Bash prints it. */
    static String ansi(String text) {
        return Finished.of(List.of("bash", "-c", "printf '%s.' $'" + text + "'"))
                .text()
                .replaceFirst("(?s)\\.$", "");
    }
}
