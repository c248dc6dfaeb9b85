package dev.countersign.policy.secret;

/** How evenly the characters of a text are spread: random text scores high, words score low. */
public final class Entropy {

    private Entropy() {}

    /** Shannon entropy in bits per character. */
    public static double of(CharSequence text) {
        int[] counts = new int[128];
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < counts.length) {
                counts[character]++;
            } else {
                others++;
            }
        }
        double bits = share(others, text.length());
        for (int count : counts) {
            bits += share(count, text.length());
        }
        return bits;
    }

    private static double share(int count, int all) {
        if (count == 0) {
            return 0;
        }
        double part = (double) count / all;
        return -part * Math.log(part) / Math.log(2);
    }
}
