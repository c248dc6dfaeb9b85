package dev.countersign.policy.match;

import java.util.BitSet;
import java.util.List;

/**
 * Many lists of path patterns, asked together which of them could speak of a place.
 *
 * <p>The answer never leaves one out that speaks of the place, in either reading; it may name one
 * that does not after all, so {@link PathPattern} still decides. Its cost depends on the path, not
 * on the number of patterns. Immutable and safe for any number of threads.
 */
public final class PathIndex {
    private final GlobTree forms = new GlobTree();
    private final GlobTree anchoredForms = new GlobTree();
    private final BitSet beneathRoot = new BitSet();

    /** The answers are positions in this list. */
    public PathIndex(List<List<PathPattern>> lists) {
        for (int i = 0; i < lists.size(); i++) {
            for (PathPattern pattern : lists.get(i)) {
                for (Glob form : pattern.forms()) {
                    forms.add(form, i);
                    if (pattern.isAnchored()) {
                        anchoredForms.add(form, i);
                    }
                }
                if (pattern.isRelative()) {
                    beneathRoot.set(i);
                }
            }
        }
    }

    /**
     * @param wholeTree whether everything beneath the place is meant, too
     */
    public BitSet couldSpeakOf(Spellings spellings, boolean wholeTree) {
        var found = new BitSet();
        for (String spelling : spellings.texts()) {
            forms.meet(spelling, found);
            if (wholeTree) {
                anchoredForms.meetBeginning(spelling + "/", found);
            }
        }
        if (wholeTree && spellings.holdRoot()) {
            found.or(beneathRoot);
        }
        return found;
    }
}
