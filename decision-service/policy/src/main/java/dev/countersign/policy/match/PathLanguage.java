package dev.countersign.policy.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All paths that a pattern stands for, so that two patterns can be compared exactly: do they share
 * a path, is every path of one a path of the other? Both questions walk the product of the two
 * automata, and answer with the shortest path that shows it.
 *
 * <p>Paths are relative to the root folder of the policies, or absolute when a pattern is; they
 * have no empty segments, and none that is {@code .} or {@code ..}.
 */
public final class PathLanguage {
    /** Sets of positions that are tried before an answer is given up. */
    private static final int MOST = 50_000;

    private static final String PREFERRED = "abcdefghijklmnopqrstuvwxyz0123456789_-~";

    private final List<Glob> globs;
    private final boolean folded;
    private final boolean absolute;

    private PathLanguage(List<Glob> globs, boolean folded, boolean absolute) {
        this.globs = globs;
        this.folded = folded;
        this.absolute = absolute;
    }

    /**
     * What a pattern stands for where it restricts: letter case does not count, a name without a
     * slash is meant at any depth, and what lies beneath is meant as well.
     *
     * @param folder the folder in which the pattern is anchored, relative to the root; empty for
     *     the root itself
     * @throws IllegalArgumentException as {@link PathPattern}
     */
    public static PathLanguage restricted(String pattern, String folder) {
        var read = new PathPattern(anchored(pattern, folder, true));
        return new PathLanguage(read.forms(), true, !read.isRelative());
    }

    /** What a pattern stands for where it allows: exactly what is written. */
    public static PathLanguage allowed(String pattern, String folder) {
        var read = new PathPattern(anchored(pattern, folder, false));
        return new PathLanguage(read.exactForms(), false, !read.isRelative());
    }

    /** Letters first, so that examples look like names. */
    private static int place(char character) {
        int preferred = PREFERRED.indexOf(character);
        return preferred < 0 ? PREFERRED.length() + character : preferred;
    }

    private static String anchored(String pattern, String folder, boolean anyDepth) {
        String plain = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        if (folder.isEmpty() || plain.startsWith("/") || plain.startsWith("~")) {
            return plain;
        }
        return anyDepth && !plain.contains("/") ? folder + "/**/" + plain : folder + "/" + plain;
    }

    /** The shortest path that both stand for. */
    public Optional<String> shared(PathLanguage other) {
        return new Walk(this, other).firstWhere(true);
    }

    /**
     * The shortest path that this one stands for and the other does not.
     *
     * @throws IllegalStateException if the patterns are too intricate to tell
     */
    public Optional<String> beyond(PathLanguage other) {
        return new Walk(this, other).firstWhere(false);
    }

    /**
     * One walk through both automata. On the left the positions are taken one by one, for one that
     * accepts is enough; on the right all that a path may lead to are taken together, because "does
     * not accept" speaks of all of them.
     */
    private static final class Walk {
        private final Positions left;
        private final Positions right;
        private final List<Character> alphabet;
        private final Segment start;
        private final Map<Step, Trace> traces = new HashMap<>();
        private final Deque<Step> next = new ArrayDeque<>();

        private record Step(int left, BitSet right, Segment segment) {}

        private record Trace(Step from, char by) {}

        Walk(PathLanguage left, PathLanguage right) {
            this.left = new Positions(left);
            this.right = new Positions(right);
            this.alphabet = alphabet(left, right);
            this.start = left.absolute ? Segment.ABSOLUTE : Segment.RELATIVE;
        }

        Optional<String> firstWhere(boolean accepted) {
            left.start().stream()
                    .mapToObj(position -> new Step(position, right.start(), start))
                    .forEach(start -> reach(start, new Trace(start, '\0')));
            while (!next.isEmpty()) {
                Step at = next.removeFirst();
                if (at.segment().isName()
                        && left.accepts(at.left())
                        && right.accepts(at.right()) == accepted) {
                    return Optional.of(path(at));
                }
                go(at, accepted);
            }
            return Optional.empty();
        }

        private void go(Step at, boolean accepted) {
            for (char by : alphabet) {
                Segment segment = at.segment().then(by);
                if (segment == Segment.NONE) {
                    continue;
                }
                BitSet rights = right.after(at.right(), by);
                if (accepted && rights.isEmpty()) {
                    continue;
                }
                left.after(single(at.left()), by).stream()
                        .mapToObj(position -> new Step(position, rights, segment))
                        .forEach(step -> reach(step, new Trace(at, by)));
            }
        }

        private void reach(Step step, Trace trace) {
            if (traces.putIfAbsent(step, trace) == null) {
                if (traces.size() > MOST) {
                    throw new IllegalStateException("the patterns are too intricate to compare");
                }
                next.addLast(step);
            }
        }

        private String path(Step end) {
            var path = new StringBuilder();
            Step at = end;
            for (Trace trace = traces.get(at); trace != null && trace.by() != '\0'; ) {
                path.append(trace.by());
                at = trace.from();
                trace = traces.get(at);
            }
            return path.reverse().toString();
        }

        private static BitSet single(int position) {
            var one = new BitSet();
            one.set(position);
            return one;
        }

        /** Characters that no pattern tells apart are one; a letter stands for them if it can. */
        private static List<Character> alphabet(PathLanguage left, PathLanguage right) {
            var told = new TreeSet<Character>(Set.of('/', '.'));
            for (PathLanguage one : List.of(left, right)) {
                one.globs.forEach(glob -> told.addAll(glob.characters()));
            }
            var all = new TreeSet<>(told);
            told.forEach(
                    character -> {
                        all.add(Character.toUpperCase(character));
                        all.add(Character.toLowerCase(character));
                    });
            PREFERRED
                    .chars()
                    .mapToObj(c -> (char) c)
                    .filter(c -> !told.contains(c))
                    .findFirst()
                    .ifPresent(all::add);
            var ordered = new ArrayList<>(all);
            ordered.sort(Comparator.comparing(PathLanguage::place));
            return ordered;
        }
    }

    /** Where in its last segment a path ends. */
    private enum Segment {
        ABSOLUTE,
        RELATIVE,
        BEGIN,
        DOT,
        DOTS,
        NAME,
        NONE;

        boolean isName() {
            return this == NAME;
        }

        Segment then(char character) {
            boolean slash = character == '/';
            return switch (this) {
                case ABSOLUTE -> slash ? BEGIN : character == '~' ? NAME : NONE;
                case RELATIVE -> slash || character == '~' ? NONE : character == '.' ? DOT : NAME;
                case BEGIN -> slash ? NONE : character == '.' ? DOT : NAME;
                case DOT -> slash ? NONE : character == '.' ? DOTS : NAME;
                case DOTS -> slash ? NONE : NAME;
                case NAME -> slash ? BEGIN : NAME;
                case NONE -> NONE;
            };
        }
    }

    /** The positions in all globs of one language, numbered through. */
    private static final class Positions {
        private final List<Glob> globs;
        private final int[] offsets;
        private final boolean folded;

        Positions(PathLanguage language) {
            this.globs = language.globs;
            this.folded = language.folded;
            this.offsets = new int[globs.size() + 1];
            for (int i = 0; i < globs.size(); i++) {
                offsets[i + 1] = offsets[i] + globs.get(i).tokens().length + 1;
            }
        }

        BitSet start() {
            var start = new BitSet();
            for (int i = 0; i < globs.size(); i++) {
                globs.get(i).enter(0, offsets[i], start);
            }
            return start;
        }

        boolean accepts(BitSet positions) {
            return positions.stream().anyMatch(this::accepts);
        }

        boolean accepts(int position) {
            int glob = globAt(position);
            return position - offsets[glob] == globs.get(glob).tokens().length;
        }

        BitSet after(BitSet positions, char character) {
            char seen = folded ? fold(character) : character;
            var reached = new BitSet();
            positions.stream()
                    .forEach(
                            position -> {
                                int glob = globAt(position);
                                globs.get(glob)
                                        .step(
                                                position - offsets[glob],
                                                seen,
                                                offsets[glob],
                                                reached);
                            });
            return reached;
        }

        private int globAt(int position) {
            int found = java.util.Arrays.binarySearch(offsets, position);
            return found >= 0 ? found : -found - 2;
        }

        private static char fold(char character) {
            String folded = Fold.loosely(String.valueOf(character));
            return folded.length() == 1 ? folded.charAt(0) : character;
        }
    }
}
