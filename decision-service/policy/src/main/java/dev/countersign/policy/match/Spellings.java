package dev.countersign.policy.match;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A place in the spellings that patterns are compared with, letter case removed: the whole path
 * with and without its first slash, from the root folder on, from the home folder on, and as
 * written. Made once for any number of patterns.
 */
public final class Spellings {
    private final List<String> texts;
    private final List<int[]> tokens;
    private final List<int[]> asFolders;
    private final boolean holdRoot;

    /**
     * @param root the folder at which relative patterns are anchored, or empty
     */
    public Spellings(Place place, String root) {
        Set<String> distinct = distinct(place, root);
        this.texts = List.copyOf(distinct);
        this.tokens = texts.stream().map(Glob::textTokens).toList();
        this.asFolders =
                texts.stream().map(text -> Glob.textTokens(text + "/" + Wild.ANYTHING)).toList();
        this.holdRoot = !root.isEmpty() && Place.isWithin(root, place.resolved());
    }

    private static Set<String> distinct(Place place, String root) {
        var spellings = new LinkedHashSet<String>();
        String path = place.resolved();
        spellings.add(Fold.loosely(path));
        if (path.startsWith("/")) {
            spellings.add(Fold.loosely(path.substring(1)));
        }
        if (!root.isEmpty() && Place.isWithin(path, root)) {
            spellings.add(Fold.loosely(relative(path, root)));
        }
        homeForms(path, root).forEach(form -> spellings.add(Fold.loosely(form)));
        if (!place.written().startsWith("/") && !place.written().contains("..")) {
            spellings.add(Fold.loosely(stripHere(place.written())));
        }
        return spellings;
    }

    List<String> texts() {
        return texts;
    }

    /** Each spelling as {@link Glob#textTokens} makes it. */
    List<int[]> tokens() {
        return tokens;
    }

    /** Each spelling with something unknown beneath it. */
    List<int[]> asFolders() {
        return asFolders;
    }

    /** Whether the root folder is the place or lies beneath it. */
    boolean holdRoot() {
        return holdRoot;
    }

    private static String stripHere(String written) {
        return written.startsWith("./") ? written.substring(2) : written;
    }

    static String relative(String path, String root) {
        return path.equals(root) ? "" : path.substring(root.equals("/") ? 1 : root.length() + 1);
    }

    static List<String> homeForms(String path, String root) {
        var forms = new ArrayList<String>(2);
        forms.add(path);
        Place.home(path)
                .or(() -> Place.home(root).filter(home -> Place.isWithin(path, home)))
                .ifPresent(home -> forms.add("~" + path.substring(home.length())));
        return forms;
    }
}
