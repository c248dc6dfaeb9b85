package dev.countersign.policy.match;

import dev.countersign.policy.action.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A path pattern of a policy, in its two readings: what restricts is read generously, what allows
 * is read exactly.
 *
 * <p>A relative pattern is anchored at the policy's root folder. In what restricts, letter case and
 * Unicode form do not count, a pattern without a slash matches at any depth and everywhere, a name
 * protects what lies beneath it, and a part of the path that is not known matches when it could. In
 * what allows nothing of this holds.
 */
public final class PathPattern {
    /** In characters; far more than any path, and few enough to be walked through step by step. */
    private static final int LONGEST = 1_024;

    private final String source;
    private final List<Glob> generous = new ArrayList<>();
    private final List<Glob> beneath = new ArrayList<>();
    private final List<Glob> exact = new ArrayList<>();
    private final boolean anchored;

    /**
     * @throws IllegalArgumentException with a sentence for the author, when the text is no usable
     *     pattern
     */
    public PathPattern(String source) {
        this(source, LONGEST);
    }

    PathPattern(String source, int longest) {
        refuseUnusable(source, longest);
        this.source = source;
        String plain = source.startsWith("./") ? source.substring(2) : source;
        for (String one : Braces.expand(plain)) {
            exact.add(Glob.path(one));
            String folded =
                    Fold.loosely(one.endsWith("/") ? one.substring(0, one.length() - 1) : one);
            String anywhere = folded.contains("/") ? folded : "**/" + folded;
            generous.add(Glob.path(anywhere));
            beneath.add(Glob.path(anywhere.endsWith("/**") ? anywhere : anywhere + "/**"));
            if (anywhere.endsWith("/**")) {
                generous.add(Glob.path(anywhere.substring(0, anywhere.length() - 3)));
            }
        }
        this.anchored = plain.contains("/") && !plain.startsWith("**");
    }

    private static void refuseUnusable(String source, int longest) {
        if (source.isBlank()) {
            throw new IllegalArgumentException("an empty pattern matches nothing");
        }
        if (source.length() > longest) {
            throw new IllegalArgumentException(
                    "a pattern is at most %,d characters long".formatted(longest));
        }
        if (source.startsWith("!")) {
            throw new IllegalArgumentException(
                    "a pattern cannot begin with \"!\"; use \"except\" in the same rule");
        }
        if (source.matches(".*[@?!+*]\\(.*")) {
            throw new IllegalArgumentException(
                    "extended patterns such as \"@(a|b)\" are not supported; use {a,b}");
        }
    }

    public String source() {
        return source;
    }

    /** Every form that the reading for what restricts compares with, letter case removed. */
    List<Glob> forms() {
        var forms = new ArrayList<>(generous);
        forms.addAll(beneath);
        return forms;
    }

    /** Every form that the reading for what allows compares with. */
    List<Glob> exactForms() {
        return List.copyOf(exact);
    }

    /**
     * The reading for what restricts.
     *
     * @param wholeTree whether everything beneath the place is meant, too
     * @param root the folder at which relative patterns are anchored, or empty
     */
    public boolean couldMatch(Place place, boolean wholeTree, String root) {
        return couldMatch(new Spellings(place, root), wholeTree);
    }

    /**
     * The reading for what restricts.
     *
     * @param wholeTree whether everything beneath the place is meant, too
     */
    public boolean couldMatch(Spellings spellings, boolean wholeTree) {
        for (int[] text : spellings.tokens()) {
            if (anyMeets(generous, text) || anyMeets(beneath, text)) {
                return true;
            }
        }
        return wholeTree && (couldLieBeneath(spellings) || isRelative() && spellings.holdRoot());
    }

    /** Whether a folder, taken with everything in it, holds something that the pattern is about. */
    private boolean couldLieBeneath(Spellings folder) {
        return anchored && folder.asFolders().stream().anyMatch(text -> anyMeets(generous, text));
    }

    /** The reading for what allows. */
    public boolean surelyMatches(Place place, String root) {
        if (Fold.hasInvisible(place.written())) {
            return false;
        }
        String path = place.resolved();
        if (source.startsWith("/")) {
            return anySurelyMatches(path);
        }
        if (source.startsWith("~")) {
            return Spellings.homeForms(path, root).stream().anyMatch(this::anySurelyMatches);
        }
        return !root.isEmpty()
                && Place.isWithin(path, root)
                && anySurelyMatches(Spellings.relative(path, root));
    }

    private boolean anySurelyMatches(String path) {
        return exact.stream().anyMatch(glob -> glob.surelyMatches(path));
    }

    private static boolean anyMeets(List<Glob> globs, int[] text) {
        for (Glob glob : globs) {
            if (glob.meets(text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is anchored at the root folder or nowhere. */
    public boolean isRelative() {
        return !source.startsWith("/") && !source.startsWith("~");
    }

    /** Whether a folder, taken with everything in it, may hold what it speaks of. */
    boolean isAnchored() {
        return anchored;
    }

    @Override
    public String toString() {
        return source;
    }
}
