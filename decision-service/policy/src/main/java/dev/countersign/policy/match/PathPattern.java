package dev.countersign.policy.match;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
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
        refuseUnusable(source);
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

    private static void refuseUnusable(String source) {
        if (source.isBlank()) {
            throw new IllegalArgumentException("an empty pattern matches nothing");
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

    /**
     * The reading for what restricts.
     *
     * @param wholeTree whether everything beneath the place is meant, too
     * @param root the folder at which relative patterns are anchored, or empty
     */
    public boolean couldMatch(Place place, boolean wholeTree, String root) {
        for (String candidate : candidates(place, root)) {
            String folded = Fold.loosely(candidate);
            if (anyCouldMatch(generous, folded) || anyCouldMatch(beneath, folded)) {
                return true;
            }
            if (wholeTree && anchored && couldLieBeneath(folded)) {
                return true;
            }
        }
        return wholeTree && holdsRoot(place, root);
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
            return homeForms(path, root).stream().anyMatch(this::anySurelyMatches);
        }
        return !root.isEmpty()
                && Place.isWithin(path, root)
                && anySurelyMatches(relative(path, root));
    }

    private boolean anySurelyMatches(String path) {
        return exact.stream().anyMatch(glob -> glob.surelyMatches(path));
    }

    private static boolean anyCouldMatch(List<Glob> globs, String path) {
        return globs.stream().anyMatch(glob -> glob.couldMatch(path));
    }

    /** Whether a folder, taken with everything in it, holds something that the pattern is about. */
    private boolean couldLieBeneath(String folder) {
        return anyCouldMatch(generous, folder + "/" + Wild.ANYTHING);
    }

    private boolean holdsRoot(Place place, String root) {
        return !source.startsWith("/")
                && !source.startsWith("~")
                && !root.isEmpty()
                && Place.isWithin(root, place.resolved());
    }

    private List<String> candidates(Place place, String root) {
        var candidates = new ArrayList<String>(4);
        String path = place.resolved();
        candidates.add(path.startsWith("/") && !source.startsWith("/") ? path.substring(1) : path);
        if (!root.isEmpty() && Place.isWithin(path, root)) {
            candidates.add(relative(path, root));
        }
        if (source.startsWith("~")) {
            candidates.addAll(homeForms(path, root));
        }
        if (!place.written().startsWith("/") && !place.written().contains("..")) {
            candidates.add(stripHere(place.written()));
        }
        return candidates;
    }

    private static String stripHere(String written) {
        return written.startsWith("./") ? written.substring(2) : written;
    }

    private static String relative(String path, String root) {
        return path.equals(root) ? "" : path.substring(root.equals("/") ? 1 : root.length() + 1);
    }

    private static List<String> homeForms(String path, String root) {
        var forms = new ArrayList<String>(2);
        forms.add(path);
        Place.home(path)
                .or(() -> Place.home(root).filter(home -> Place.isWithin(path, home)))
                .ifPresent(home -> forms.add("~" + path.substring(home.length())));
        return forms;
    }

    @Override
    public String toString() {
        return source;
    }
}
