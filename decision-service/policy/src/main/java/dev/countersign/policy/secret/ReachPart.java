package dev.countersign.policy.secret;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a part of an expression.
 *
 * @param width the most characters that it takes
 * @param spellings everything that it can match, in lower case, or null if that is too much
 * @param sure whether whatever it matches holds a keyword
 */
record ReachPart(int width, @Nullable Set<String> spellings, boolean sure) {

    static final int UNLIMITED = 1 << 24;

    static final ReachPart EMPTY = new ReachPart(0, Set.of(""), false);
    static final ReachPart ANY_CHARACTER = new ReachPart(2, null, false);

    /** Some character that is a single unit of a Java text. */
    static final ReachPart NARROW = new ReachPart(1, null, false);

    private static final int MOST_SPELLINGS = 64;

    static ReachPart character(int c) {
        return new ReachPart(Character.charCount(c), Set.of(lower(c)), false);
    }

    /** One of these, each a single unit of a Java text. */
    static ReachPart oneOf(List<Integer> characters) {
        var spellings = new TreeSet<String>();
        characters.forEach(c -> spellings.add(lower(c)));
        return new ReachPart(1, spellings, false);
    }

    private static String lower(int c) {
        return Character.toString(c).toLowerCase(Locale.ROOT);
    }

    boolean isSure(Collection<String> keywords) {
        return sure
                || spellings != null
                        && spellings.stream()
                                .allMatch(text -> keywords.stream().anyMatch(text::contains));
    }

    /** The same when it is known no closer. */
    ReachPart settled(Collection<String> keywords) {
        return new ReachPart(width, null, isSure(keywords));
    }

    ReachPart or(ReachPart other, Collection<String> keywords) {
        return new ReachPart(
                Math.max(width, other.width),
                union(spellings, other.spellings),
                isSure(keywords) && other.isSure(keywords));
    }

    ReachPart then(ReachPart other) {
        return new ReachPart(
                Math.min(width + other.width, UNLIMITED),
                product(spellings, other.spellings),
                sure || other.sure);
    }

    ReachPart repeated(int least, int most, Collection<String> keywords) {
        @Nullable Set<String> all =
                most != 1 ? null : least == 1 ? spellings : union(Set.of(""), spellings);
        return new ReachPart(
                (int) Math.min((long) width * most, UNLIMITED), all, least > 0 && isSure(keywords));
    }

    private static @Nullable Set<String> union(
            @Nullable Set<String> one, @Nullable Set<String> other) {
        if (one == null || other == null || one.size() + other.size() > MOST_SPELLINGS) {
            return null;
        }
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static @Nullable Set<String> product(
            @Nullable Set<String> one, @Nullable Set<String> other) {
        if (one == null || other == null || one.size() * other.size() > MOST_SPELLINGS) {
            return null;
        }
        var both = new TreeSet<String>();
        one.forEach(start -> other.forEach(end -> both.add(start + end)));
        return both;
    }
}
