package dev.countersign.policy.lint;

/**
 * How a finding could be mended.
 *
 * @param title for people, for example {@code add "build"}
 */
public record Fix(String title, Safety safety, Edit edit) {
    /** Whether somebody has to look. */
    public enum Safety {
        /** Nothing that was stopped goes on afterwards. */
        SAFE,
        /** It may open something: a person decides. */
        OPENS
    }

    static Fix safe(String title, Edit edit) {
        return new Fix(title, Safety.SAFE, edit);
    }

    static Fix opens(String title, Edit edit) {
        return new Fix(title, Safety.OPENS, edit);
    }
}
