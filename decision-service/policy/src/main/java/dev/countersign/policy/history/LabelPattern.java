package dev.countersign.policy.history;

import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PathPattern;
import java.util.Optional;

/**
 * A label as a policy asks for it: a word such as {@code read:secret}, with stars, or {@code
 * wrote:} and a path pattern.
 */
public final class LabelPattern {
    private final NamePattern word;
    private final Optional<PathPattern> path;

    /**
     * @throws IllegalArgumentException with a sentence for the author, when no label is ever like
     *     this
     */
    public LabelPattern(String source) {
        boolean written = source.startsWith(Labels.WROTE);
        this.word = new NamePattern(source);
        this.path =
                written
                        ? Optional.of(new PathPattern(source.substring(Labels.WROTE.length())))
                        : Optional.empty();
        if (!written && Labels.WORDS.stream().noneMatch(word::surelyMatches)) {
            throw new IllegalArgumentException("no label is called \"" + source + "\"");
        }
    }

    public String source() {
        return word.source();
    }

    /**
     * The reading for what restricts: what the call itself earns counts as well.
     *
     * @param root the folder at which relative patterns are anchored, or empty
     */
    public boolean couldMatch(Facts facts, String root) {
        return path.map(
                        pattern ->
                                facts.history().labels().stream()
                                                .filter(label -> label.startsWith(Labels.WROTE))
                                                .map(label -> place(label, root))
                                                .anyMatch(one -> couldMatch(pattern, one, root))
                                        || CallLabels.written(facts)
                                                .anyMatch(one -> couldMatch(pattern, one, root)))
                .orElseGet(
                        () ->
                                facts.history().labels().stream().anyMatch(word::couldMatch)
                                        || CallLabels.words(facts).stream()
                                                .anyMatch(word::couldMatch));
    }

    private static boolean couldMatch(PathPattern pattern, Place place, String root) {
        return pattern.couldMatch(place, false, root);
    }

    /** The reading for what allows: an earlier call has certainly earned it. */
    public boolean surelyMatches(Facts facts, String root) {
        return facts.history().labels().stream()
                .anyMatch(
                        label ->
                                path.map(
                                                pattern ->
                                                        label.startsWith(Labels.WROTE)
                                                                && pattern.surelyMatches(
                                                                        place(label, root), root))
                                        .orElseGet(() -> word.surelyMatches(label)));
    }

    private static Place place(String label, String root) {
        return Place.of(label.substring(Labels.WROTE.length()), root);
    }
}
