package dev.countersign.policy.layer;

import dev.countersign.policy.language.Policy;
import java.util.Comparator;
import java.util.Locale;

/**
 * One policy in its place.
 *
 * @param folder the folder of an override, relative to the root and without a slash at its end;
 *     empty for the other ranks
 */
public record Layer(Rank rank, String folder, Policy policy) {
    /** From the highest to the lowest; among overrides the nearest to the root first. */
    static final Comparator<Layer> DOWNWARDS =
            Comparator.comparing(Layer::rank)
                    .thenComparingLong(layer -> layer.folder.chars().filter(c -> c == '/').count())
                    .thenComparing(Layer::folder);

    /**
     * Whether this one stands above the other. Overrides of folders beside each other stand above
     * nothing of each other.
     */
    public boolean isAbove(Layer other) {
        return isAbove(other.rank, other.folder);
    }

    boolean isAbove(Rank lower, String beneath) {
        return rank != lower
                ? rank.compareTo(lower) < 0
                : !folder.equals(beneath) && beneath.startsWith(folder + "/");
    }

    /** For people, before "rule" or "policy". */
    String shortly() {
        return switch (rank) {
            case ORGANISATION -> "organisation";
            case TEAM -> "team";
            case REPOSITORY -> "root";
            case OVERRIDE -> folder + " override's";
        };
    }

    /** Its path from the root folder. */
    public String path() {
        return folder.isEmpty() ? rank.fileName() : folder + "/" + rank.fileName();
    }

    /** For people: {@code Root policy}, {@code Backend override}. */
    public String title() {
        return switch (rank) {
            case ORGANISATION -> "Organisation policy";
            case TEAM -> "Team policy";
            case REPOSITORY -> "Root policy";
            case OVERRIDE ->
                    folder.substring(0, 1).toUpperCase(Locale.ROOT)
                            + folder.substring(1)
                            + " override";
        };
    }
}
