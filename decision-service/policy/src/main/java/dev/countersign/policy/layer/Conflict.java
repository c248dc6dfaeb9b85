package dev.countersign.policy.layer;

import dev.countersign.policy.language.Source;

/**
 * Something that one policy denies, and another one beneath it, or the same one, allows. The denial
 * holds; the allowance says something in vain.
 *
 * @param denied what is denied and where, by the higher policy
 * @param allowed what is allowed and where
 * @param example the shortest path, command, host or tool that both speak of
 * @param resolution what to do about it, one sentence
 */
public record Conflict(
        Side denied, Side allowed, Extent extent, String example, String resolution) {
    /**
     * One of the two statements.
     *
     * @param who the policy, for people
     * @param says the verb that goes with it, such as {@code denies}
     * @param what a pattern; relative to the root folder when it is a path
     */
    public record Side(String who, String says, String what, Source source) {
        private String label() {
            return who + " " + says + ":";
        }
    }

    /** As people read it, in several lines. */
    public String text() {
        String example = "For example:";
        int label =
                Math.max(
                        Math.max(denied.label().length(), allowed.label().length()),
                        example.length());
        int what = Math.max(denied.what().length(), allowed.what().length());
        String line = "  %-" + (label + 1) + "s %-" + (what + 2) + "s (%s)\n";
        return switch (extent) {
                    case WHOLE -> "ERROR: Policy conflict detected\n";
                    case PART -> "WARNING: Policy conflict detected\n";
                }
                + line.formatted(denied.label(), denied.what(), denied.source())
                + line.formatted(allowed.label(), allowed.what(), allowed.source())
                + ("  %-" + (label + 1) + "s %s\n").formatted(example, this.example)
                + "  Resolution: "
                + resolution;
    }
}
