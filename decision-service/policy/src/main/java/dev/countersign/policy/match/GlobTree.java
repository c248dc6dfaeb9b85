package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many globs as one automaton that shares their beginnings, so that the number of globs does not
 * count when a text is compared with all of them.
 *
 * <p>The sets of positions met on the way are remembered as states. When they take too much room
 * all are forgotten, so no input can fill the memory. Safe for any number of threads once all globs
 * are added: a state that two threads compute at once is the same for both.
 */
final class GlobTree {
    /** What may be remembered, in numbers of four bytes: this much, and more for many globs. */
    private static final int ROOM = 1 << 19;

    private static final int ROOM_PER_NODE = 16;

    /** What a state needs for itself. */
    private static final int STATE = 160;

    private static final int ASCII = 128;
    private static final int UNKNOWNS = -Glob.CLASS;

    private final List<GlobNode> nodes = new ArrayList<>();
    private final GlobNode root = node(0);
    private volatile @Nullable Memory memory;

    /** States, and what they take. */
    private static final class Memory {
        private final Map<Positions, State> states = new ConcurrentHashMap<>();
        private final AtomicInteger size = new AtomicInteger();
        private final State start;

        Memory(State start) {
            this.start = start;
        }
    }

    /** Numbers of nodes in ascending order. */
    private record Positions(int[] numbers, int hash) {
        Positions(int[] numbers) {
            this(numbers, Arrays.hashCode(numbers));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Positions that && Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** A set of positions, and where each character leads from it. */
    private static final class State {
        private final int[] positions;
        private final int[] ends;
        private final @Nullable State[] next = new State[ASCII + UNKNOWNS];
        private int @Nullable [] beneath;

        State(int[] positions, int[] ends) {
            this.positions = positions;
            this.ends = ends;
        }
    }

    /** Gathers positions; several may come more than once. */
    private static final class Gathered implements Consumer<GlobNode> {
        private int[] numbers = new int[16];
        private int size;

        @Override
        public void accept(GlobNode node) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = node.number();
        }

        int[] sorted() {
            Arrays.sort(numbers, 0, size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (kept == 0 || numbers[kept - 1] != numbers[i]) {
                    numbers[kept++] = numbers[i];
                }
            }
            return Arrays.copyOf(numbers, kept);
        }
    }

    private GlobNode node(int token) {
        var node = new GlobNode(nodes.size(), token == Glob.STAR || token == Glob.ANY ? token : 0);
        nodes.add(node);
        return node;
    }

    void add(Glob glob, int number) {
        GlobNode at = root;
        for (int token : glob.tokens()) {
            at = token <= Glob.CLASS ? into(at, glob.classOf(token)) : into(at, token);
        }
        at.end(number);
    }

    private GlobNode into(GlobNode at, int token) {
        GlobNode known = at.next(token);
        if (known != null) {
            return known;
        }
        GlobNode fresh = node(token);
        at.follow(token, fresh);
        return fresh;
    }

    private GlobNode into(GlobNode at, CharacterClass members) {
        GlobNode known = at.classes().get(members);
        if (known != null) {
            return known;
        }
        GlobNode fresh = node(0);
        at.follow(members, fresh);
        return fresh;
    }

    /** Adds the numbers of all globs that meet some text which this one may turn out to be. */
    void meet(String text, BitSet into) {
        for (int glob : after(text).ends) {
            into.set(glob);
        }
    }

    /** Adds the numbers of all globs that meet some text which begins with this one. */
    void meetBeginning(String text, BitSet into) {
        State reached = after(text);
        int[] globs = reached.beneath;
        if (globs == null) {
            var found = new BitSet();
            for (int number : reached.positions) {
                nodes.get(number).addEndsFromHere(found);
            }
            globs = found.stream().toArray();
            reached.beneath = globs;
        }
        for (int glob : globs) {
            into.set(glob);
        }
    }

    private State after(String text) {
        Memory remembered = memory();
        State state = remembered.start;
        if (Wild.isLiteral(text)) {
            for (int i = 0; i < text.length() && state.positions.length > 0; i++) {
                state = after(state, text.charAt(i), remembered);
            }
        } else {
            int[] tokens = Glob.textTokens(text);
            // The star after NO_DOT is part of it.
            for (int i = 0; i < tokens.length; i += tokens[i] == Glob.NO_DOT ? 2 : 1) {
                state = after(state, tokens[i], remembered);
            }
        }
        return state;
    }

    private int room() {
        return Math.max(ROOM, ROOM_PER_NODE * nodes.size());
    }

    private Memory memory() {
        Memory known = memory;
        if (known == null || known.size.get() > room()) {
            var positions = new Gathered();
            root.enter(positions);
            int[] numbers = positions.sorted();
            known = new Memory(new State(numbers, endsOf(numbers)));
            memory = known;
        }
        return known;
    }

    private State after(State state, int token, Memory remembered) {
        boolean hasSlot = token < ASCII;
        int slot = token < 0 ? ASCII - token - 1 : token;
        State known = hasSlot ? state.next[slot] : null;
        if (known == null) {
            known = state(step(state.positions, token), remembered);
            if (hasSlot) {
                state.next[slot] = known;
            }
        }
        return known;
    }

    private State state(int[] numbers, Memory remembered) {
        var positions = new Positions(numbers);
        State known = remembered.states.get(positions);
        if (known != null) {
            return known;
        }
        var fresh = new State(numbers, endsOf(numbers));
        State other = remembered.states.putIfAbsent(positions, fresh);
        if (other != null) {
            return other;
        }
        remembered.size.addAndGet(STATE + numbers.length + fresh.ends.length);
        return fresh;
    }

    private int[] endsOf(int[] positions) {
        var ends = new BitSet();
        for (int number : positions) {
            for (int glob : nodes.get(number).ends()) {
                ends.set(glob);
            }
        }
        return ends.stream().toArray();
    }

    private int[] step(int[] positions, int token) {
        return switch (token) {
            case Glob.ANY -> reach(positions, true);
            case Glob.STAR -> reach(positions, false);
            case Glob.ONE -> some(positions, false, true);
            case Glob.NO_DOT -> nameOrNothing(positions);
            default -> one(positions, (char) token);
        };
    }

    /** Where a name leads that does not begin with a dot, or no name at all. */
    private int[] nameOrNothing(int[] positions) {
        int[] named = reach(some(positions, true, true), false);
        int[] both = Arrays.copyOf(named, named.length + positions.length);
        System.arraycopy(positions, 0, both, named.length, positions.length);
        return Arrays.stream(both).sorted().distinct().toArray();
    }

    /** Where one character leads. */
    private int[] one(int[] positions, char character) {
        var reached = new Gathered();
        for (int number : positions) {
            GlobNode node = nodes.get(number);
            if (node.loopsOver(character)) {
                reached.accept(node);
            }
            GlobNode.enter(node.next(character), reached);
            if (character != '/') {
                GlobNode.enter(node.next(Glob.ONE), reached);
                node.classes()
                        .forEach(
                                (members, target) -> {
                                    if (members.contains(character)) {
                                        target.enter(reached);
                                    }
                                });
            }
        }
        return reached.sorted();
    }

    /** Where one character that is not known leads. */
    private int[] some(int[] positions, boolean noDot, boolean noSlash) {
        var reached = new Gathered();
        for (int number : positions) {
            GlobNode node = nodes.get(number);
            if (node.loops()) {
                reached.accept(node);
            }
            node.someNext(noDot, noSlash, target -> target.enter(reached));
        }
        return reached.sorted();
    }

    /** Where any number of characters that are not known lead. */
    private int[] reach(int[] positions, boolean slashes) {
        var all = new BitSet(nodes.size());
        int[] fresh = positions;
        while (fresh.length > 0) {
            for (int number : fresh) {
                all.set(number);
            }
            fresh =
                    Arrays.stream(some(fresh, false, !slashes))
                            .filter(number -> !all.get(number))
                            .toArray();
        }
        return all.stream().toArray();
    }
}
