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
 * All paths or names that patterns stand for, so that patterns can be compared exactly: do they
 * share a path, is every path of one a path of the other? All questions walk the product of the
 * automata, and answer with the shortest path that shows it.
 *
 * <p>Paths are relative to the root folder of the policies, or absolute when a pattern is; they
 * have no empty segments, and none that is {@code .} or {@code ..}.
 */
public final class PatternLanguage {
    /** Sets of positions that are tried before an answer is given up. */
    private static final int MOST = 50_000;

    private static final String PREFERRED = "abcdefghijklmnopqrstuvwxyz0123456789_-~";

    private final List<Glob> globs;
    private final boolean folded;
    private final Segment start;
    private final List<Outline> outlines;

    private PatternLanguage(List<Glob> globs, boolean folded, Segment start) {
        this.globs = globs;
        this.folded = folded;
        this.start = start;
        this.outlines = globs.stream().map(Outline::of).toList();
    }

    /**
     * What a pattern stands for where it restricts: letter case does not count, a name without a
     * slash is meant at any depth, and what lies beneath is meant as well.
     *
     * @param folder the folder in which the pattern is anchored, relative to the root; empty for
     *     the root itself
     * @throws IllegalArgumentException as {@link PathPattern}
     */
    public static PatternLanguage restricted(String pattern, String folder) {
        var read = new PathPattern(anchored(pattern, folder, true), Integer.MAX_VALUE);
        return new PatternLanguage(read.forms(), true, start(read));
    }

    /** What a pattern stands for where it allows: exactly what is written. */
    public static PatternLanguage allowed(String pattern, String folder) {
        var read = new PathPattern(anchored(pattern, folder, false), Integer.MAX_VALUE);
        return new PatternLanguage(read.exactForms(), false, start(read));
    }

    /** Names without segments, as {@link NamePattern} reads them. */
    public static PatternLanguage name(NamePattern pattern) {
        return new PatternLanguage(List.of(Glob.name(pattern.source())), false, Segment.NOTHING);
    }

    /** All that any of these stands for; they must be of one kind. */
    public static PatternLanguage any(List<PatternLanguage> all) {
        return new PatternLanguage(
                all.stream().flatMap(one -> one.globs.stream()).toList(),
                !all.isEmpty() && all.getFirst().folded,
                all.isEmpty() ? Segment.RELATIVE : all.getFirst().start);
    }

    private static Segment start(PathPattern pattern) {
        return pattern.isRelative() ? Segment.RELATIVE : Segment.ABSOLUTE;
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
    public Optional<String> shared(PatternLanguage other) {
        return shortest(List.of(other), List.of());
    }

    /**
     * The shortest path that this one stands for and the other does not.
     *
     * @throws IllegalStateException if the patterns are too intricate to tell
     */
    public Optional<String> beyond(PatternLanguage other) {
        return shortest(List.of(), List.of(other));
    }

    /**
     * The shortest path that this one and all of the first list stand for, and none of the second.
     *
     * @throws IllegalStateException if the patterns are too intricate to tell
     */
    public Optional<String> shortest(List<PatternLanguage> within, List<PatternLanguage> outside) {
        return within.stream().allMatch(this::couldMeet)
                ? new Walk(this, within, outside).first()
                : Optional.empty();
    }

    /** Whether they may share something; quick, and sometimes wrongly true. */
    public boolean couldMeet(PatternLanguage other) {
        for (Outline mine : outlines) {
            for (Outline theirs : other.outlines) {
                if (mine.couldMeet(theirs)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * One walk through all automata. On the left the positions are taken one by one, for one that
     * accepts is enough; of the others all that a path may lead to are taken together, because
     * "does not accept" speaks of all of them.
     */
    private static final class Walk {
        private final Positions left;
        private final List<Positions> others = new ArrayList<>();
        private final int within;
        private final List<Character> alphabet;
        private final Segment start;
        private final Map<Step, Trace> traces = new HashMap<>();
        private final Deque<Step> next = new ArrayDeque<>();

        private record Step(int left, List<BitSet> others, Segment segment) {}

        private record Trace(Step from, char by) {}

        Walk(PatternLanguage left, List<PatternLanguage> within, List<PatternLanguage> outside) {
            this.left = new Positions(left);
            within.forEach(one -> others.add(new Positions(one)));
            outside.forEach(one -> others.add(new Positions(one)));
            this.within = within.size();
            var all = new ArrayList<>(List.of(left));
            all.addAll(within);
            all.addAll(outside);
            this.alphabet = alphabet(all);
            this.start = left.start;
        }

        Optional<String> first() {
            List<BitSet> starts = others.stream().map(Positions::start).toList();
            left.start().stream()
                    .mapToObj(position -> new Step(position, starts, start))
                    .forEach(start -> reach(start, new Trace(start, '\0')));
            while (!next.isEmpty()) {
                Step at = next.removeFirst();
                if (at.segment().isName() && left.accepts(at.left()) && othersAgree(at)) {
                    return Optional.of(path(at));
                }
                go(at);
            }
            return Optional.empty();
        }

        private boolean othersAgree(Step at) {
            for (int i = 0; i < others.size(); i++) {
                if (others.get(i).accepts(at.others().get(i)) != i < within) {
                    return false;
                }
            }
            return true;
        }

        private void go(Step at) {
            for (char by : alphabet) {
                Segment segment = at.segment().then(by);
                BitSet lefts = left.after(single(at.left()), by);
                if (segment == Segment.NONE || lefts.isEmpty()) {
                    continue;
                }
                var reached = new ArrayList<BitSet>(others.size());
                for (int i = 0; i < others.size(); i++) {
                    reached.add(others.get(i).after(at.others().get(i), by));
                }
                if (reached.subList(0, within).stream().noneMatch(BitSet::isEmpty)) {
                    lefts.stream()
                            .mapToObj(position -> new Step(position, reached, segment))
                            .forEach(step -> reach(step, new Trace(at, by)));
                }
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
        private static List<Character> alphabet(List<PatternLanguage> languages) {
            var told = new TreeSet<Character>(Set.of('/', '.'));
            for (PatternLanguage one : languages) {
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
            ordered.sort(Comparator.comparing(PatternLanguage::place));
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
        NOTHING,
        ANYTHING,
        NONE;

        boolean isName() {
            return this == NAME || this == ANYTHING;
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
                case NOTHING, ANYTHING -> ANYTHING;
                case NONE -> NONE;
            };
        }
    }

    /** The positions in all globs of one language, numbered through. */
    private static final class Positions {
        private final List<Glob> globs;
        private final int[] offsets;
        private final boolean folded;

        Positions(PatternLanguage language) {
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
