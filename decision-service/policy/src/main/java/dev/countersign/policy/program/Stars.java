package dev.countersign.policy.program;

/** The patterns of the tables: a star at the beginning, at the end, or at both. */
final class Stars {
    private Stars() {}

    static boolean meets(String glob, String word) {
        boolean before = glob.startsWith("*");
        boolean after = glob.endsWith("*") && glob.length() > 1;
        String text = glob.substring(before ? 1 : 0, glob.length() - (after ? 1 : 0));
        if (before && after) {
            return word.contains(text);
        }
        if (after) {
            return word.startsWith(text);
        }
        return before ? word.endsWith(text) : word.equals(text);
    }

    static boolean isPattern(String name) {
        return name.startsWith("*") || name.endsWith("*");
    }
}
