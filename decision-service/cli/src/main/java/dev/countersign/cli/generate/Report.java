package dev.countersign.cli.generate;

import java.util.List;

/**
 * What was, or would be, generated.
 *
 * @param policy which one it follows from
 * @param changes of files, none where all is up to date
 */
public record Report(String policy, List<ForProduct> targets, List<Change> changes) {

    /**
     * One product.
     *
     * @param asks whether a hook of it asks Countersign
     * @param hook what became of the hook, a sentence
     * @param sandbox what became of the sandbox, a sentence
     * @param files that it has now
     * @param install where an administrator puts them; empty for files of a project
     * @param notes sentences
     */
    public record ForProduct(
            String client,
            String title,
            boolean asks,
            String hook,
            String sandbox,
            List<String> files,
            List<String> install,
            List<ForRule> rules,
            List<String> notes) {}

    /**
     * A rule that keeps calls back.
     *
     * @param written the lines that stand for it in the product's file
     * @param missing what they do not keep back, or why there are none; empty if nothing is missing
     */
    public record ForRule(
            String id,
            String effect,
            String source,
            Extent extent,
            List<String> written,
            String missing) {}

    /** How much of a rule the product's own file says. */
    public enum Extent {
        EXACT,
        NARROWER,
        NOT_EXPRESSED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A file that is not as it should be.
     *
     * @param before empty if it is not there
     * @param after empty if it is to be removed
     */
    public record Change(String file, String before, String after) {}
}
