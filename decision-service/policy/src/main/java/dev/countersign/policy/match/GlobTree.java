package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Many globs as one automaton that shares their beginnings, so that the number of globs does not
 * count when a text is compared with all of them.
 *
 * <p>For known texts the sets of positions met on the way are remembered as states, up to a limit
 * that no input can pass; past it they are computed anew each time. Safe for any number of threads
 * once all globs are added: a state that two threads compute at once is the same for both.
 */
final class GlobTree {
    private static final int MOST_STATES = 4096;
    private static final int ASCII = 128;
    private static final int UNKNOWNS = -Glob.CLASS;

    private final List<Node> nodes = new ArrayList<>();
    private final Node root = node(0);
    private final Map<BitSet, State> states = new ConcurrentHashMap<>();
    private @Nullable State start;

    /**
     * One position in the globs.
     *
     * @param loop the token that may be repeated here, {@link Glob#STAR} or {@link Glob#ANY}, or 0
     * @param ends the numbers of the globs that end here
     */
    private record Node(
            int number,
            int loop,
            Map<Integer, Node> next,
            Map<CharacterClass, Node> classes,
            BitSet ends) {}

    /** A set of positions, and where each character leads from it. */
    private static final class State {
        private final BitSet positions;
        private final BitSet ends;
        private final @Nullable State[] next = new State[ASCII + UNKNOWNS];

        State(BitSet positions, BitSet ends) {
            this.positions = positions;
            this.ends = ends;
        }
    }

    private Node node(int token) {
        int loop = token == Glob.STAR || token == Glob.ANY ? token : 0;
        var node = new Node(nodes.size(), loop, new HashMap<>(), new HashMap<>(), new BitSet());
        nodes.add(node);
        return node;
    }

    void add(Glob glob, int number) {
        Node at = root;
        for (int token : glob.tokens()) {
            at =
                    token <= Glob.CLASS
                            ? at.classes().computeIfAbsent(glob.classOf(token), key -> node(0))
                            : at.next().computeIfAbsent(token, this::node);
        }
        at.ends().set(number);
    }

    /** Adds the numbers of all globs that meet some text which this one may turn out to be. */
    void meet(String text, BitSet into) {
        into.or(after(text).ends);
    }

    /** Adds the numbers of all globs that meet some text which begins with this one. */
    void meetBeginning(String text, BitSet into) {
        BitSet reached = after(text).positions;
        reached.stream().mapToObj(nodes::get).forEach(node -> addEndsFrom(node, into));
    }

    private static void addEndsFrom(Node node, BitSet into) {
        into.or(node.ends());
        node.next().values().forEach(next -> addEndsFrom(next, into));
        node.classes().values().forEach(next -> addEndsFrom(next, into));
    }

    private State after(String text) {
        State state = start();
        if (Wild.isLiteral(text)) {
            for (int i = 0; i < text.length() && !state.positions.isEmpty(); i++) {
                state = after(state, text.charAt(i));
            }
        } else {
            int[] tokens = Glob.textTokens(text);
            // The star after NO_DOT is part of it.
            for (int i = 0; i < tokens.length; i += tokens[i] == Glob.NO_DOT ? 2 : 1) {
                state = after(state, tokens[i]);
            }
        }
        return state;
    }

    private State start() {
        State known = start;
        if (known == null) {
            var positions = new BitSet();
            enter(root, positions);
            known = state(positions);
            start = known;
        }
        return known;
    }

    private State after(State state, int token) {
        int slot = token < 0 ? ASCII - token : token;
        boolean remembered = token < ASCII;
        State known = remembered ? state.next[slot] : null;
        if (known == null) {
            known = state(step(state.positions, token));
            if (remembered) {
                state.next[slot] = known;
            }
        }
        return known;
    }

    private BitSet step(BitSet positions, int token) {
        return switch (token) {
            case Glob.ANY -> reach(positions, true);
            case Glob.STAR -> reach(positions, false);
            case Glob.ONE -> some(positions, false, true);
            case Glob.NO_DOT -> nameOrNothing(positions);
            default -> one(positions, (char) token);
        };
    }

    /** Where a name leads that does not begin with a dot, or no name at all. */
    private BitSet nameOrNothing(BitSet positions) {
        BitSet reached = reach(some(positions, true, true), false);
        reached.or(positions);
        return reached;
    }

    private State state(BitSet positions) {
        State known = states.get(positions);
        if (known != null) {
            return known;
        }
        var fresh = new State(positions, endsOf(positions));
        if (states.size() >= MOST_STATES) {
            return fresh;
        }
        State other = states.putIfAbsent(positions, fresh);
        return other == null ? fresh : other;
    }

    private BitSet endsOf(BitSet positions) {
        var ends = new BitSet();
        positions.stream().forEach(number -> ends.or(nodes.get(number).ends()));
        return ends;
    }

    /** Where one character leads. */
    private BitSet one(BitSet positions, char character) {
        var reached = new BitSet();
        for (int i = positions.nextSetBit(0); i >= 0; i = positions.nextSetBit(i + 1)) {
            Node node = nodes.get(i);
            if (node.loop() == Glob.ANY || node.loop() == Glob.STAR && character != '/') {
                reached.set(i);
            }
            enter(node.next().get((int) character), reached);
            if (character != '/') {
                enter(node.next().get(Glob.ONE), reached);
                node.classes()
                        .forEach(
                                (members, target) -> {
                                    if (members.contains(character)) {
                                        enter(target, reached);
                                    }
                                });
            }
        }
        return reached;
    }

    /** Where one character that is not known leads. */
    private BitSet some(BitSet positions, boolean noDot, boolean noSlash) {
        var reached = new BitSet();
        for (int i = positions.nextSetBit(0); i >= 0; i = positions.nextSetBit(i + 1)) {
            Node node = nodes.get(i);
            if (node.loop() != 0) {
                reached.set(i);
            }
            node.classes().values().forEach(target -> enter(target, reached));
            node.next()
                    .forEach(
                            (token, target) -> {
                                boolean excluded = noSlash && token == '/' || noDot && token == '.';
                                if (token >= 0 && !excluded || token == Glob.ONE) {
                                    enter(target, reached);
                                }
                            });
        }
        return reached;
    }

    /** Where any number of characters that are not known lead. */
    private BitSet reach(BitSet positions, boolean slashes) {
        var all = new BitSet();
        BitSet fresh = positions;
        while (!fresh.isEmpty()) {
            all.or(fresh);
            fresh = some(fresh, false, !slashes);
            fresh.andNot(all);
        }
        return all;
    }

    /** Adds a position and those that no character separates from it. */
    private static void enter(@Nullable Node node, BitSet into) {
        if (node == null || into.get(node.number())) {
            return;
        }
        into.set(node.number());
        enter(node.next().get(Glob.STAR), into);
        enter(node.next().get(Glob.ANY), into);
        Node entry = node.next().get(Glob.ENTRY);
        if (entry != null) {
            enter(entry, into);
            afterEntry(entry).forEach(target -> enter(target, into));
        }
    }

    /** An entry, which is "any text and a slash", may be left out. */
    private static List<Node> afterEntry(Node entry) {
        Node any = entry.next().get(Glob.ANY);
        Node slash = any == null ? null : any.next().get((int) '/');
        return slash == null ? List.of() : Arrays.asList(slash);
    }
}
