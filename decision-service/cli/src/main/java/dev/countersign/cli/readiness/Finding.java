package dev.countersign.cli.readiness;

import java.util.List;

/** How one point stands. */
public sealed interface Finding {

    /** What was seen, in sentences or places; never empty. May hold text of strangers. */
    List<String> evidence();

    record Ready(List<String> evidence) implements Finding {}

    /**
     * @param next what to do
     */
    record NotReady(List<String> evidence, String next) implements Finding {}

    /**
     * Counts as not ready.
     *
     * @param next how it can be told
     */
    record CannotTell(List<String> evidence, String next) implements Finding {}
}
