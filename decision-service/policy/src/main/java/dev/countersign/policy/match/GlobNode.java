package dev.countersign.policy.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One position in the globs of a {@link GlobTree}, with what may follow it. */
final class GlobNode {
    private static final int[] NONE = {};
    private static final GlobNode[] NOWHERE = {};

    private final int number;
    private final int loop;
    private int[] tokens = NONE;
    private GlobNode[] targets = NOWHERE;
    private Map<CharacterClass, GlobNode> classes = Map.of();
    private int[] ends = NONE;

    /**
     * @param loop the token that may be repeated here, {@link Glob#STAR} or {@link Glob#ANY}, or 0
     */
    GlobNode(int number, int loop) {
        this.number = number;
        this.loop = loop;
    }

    int number() {
        return number;
    }

    boolean loops() {
        return loop != 0;
    }

    boolean loopsOver(char character) {
        return loop == Glob.ANY || loop == Glob.STAR && character != '/';
    }

    /** The numbers of the globs that end here. */
    int[] ends() {
        return ends;
    }

    void end(int glob) {
        if (Arrays.stream(ends).noneMatch(known -> known == glob)) {
            ends = Arrays.copyOf(ends, ends.length + 1);
            ends[ends.length - 1] = glob;
        }
    }

    @Nullable GlobNode next(int token) {
        int at = Arrays.binarySearch(tokens, token);
        return at < 0 ? null : targets[at];
    }

    void follow(int token, GlobNode target) {
        int at = -1 - Arrays.binarySearch(tokens, token);
        int length = tokens.length;
        int[] longer = Arrays.copyOf(tokens, length + 1);
        GlobNode[] more = Arrays.copyOf(targets, length + 1);
        System.arraycopy(tokens, at, longer, at + 1, length - at);
        System.arraycopy(targets, at, more, at + 1, length - at);
        longer[at] = token;
        more[at] = target;
        tokens = longer;
        targets = more;
    }

    Map<CharacterClass, GlobNode> classes() {
        return classes;
    }

    void follow(CharacterClass members, GlobNode target) {
        var more = new HashMap<>(classes);
        more.put(members, target);
        classes = Map.copyOf(more);
    }

    /** Everything that one character may lead to which is not known. */
    void someNext(boolean noDot, boolean noSlash, Consumer<GlobNode> into) {
        classes.values().forEach(into);
        for (int i = 0; i < tokens.length; i++) {
            int token = tokens[i];
            boolean excluded = noSlash && token == '/' || noDot && token == '.';
            if (token >= 0 && !excluded || token == Glob.ONE) {
                into.accept(targets[i]);
            }
        }
    }

    /** Adds this position and those that no character separates from it. */
    void enter(Consumer<GlobNode> into) {
        into.accept(this);
        enter(next(Glob.STAR), into);
        enter(next(Glob.ANY), into);
        GlobNode entry = next(Glob.ENTRY);
        if (entry != null) {
            entry.enter(into);
            enter(afterEntry(entry), into);
        }
    }

    static void enter(@Nullable GlobNode node, Consumer<GlobNode> into) {
        if (node != null) {
            node.enter(into);
        }
    }

    /** An entry, which is "any text and a slash", may be left out. */
    private static @Nullable GlobNode afterEntry(GlobNode entry) {
        GlobNode any = entry.next(Glob.ANY);
        return any == null ? null : any.next('/');
    }

    void addEndsFromHere(BitSet into) {
        for (int glob : ends) {
            into.set(glob);
        }
        for (GlobNode target : targets) {
            target.addEndsFromHere(into);
        }
        classes.values().forEach(target -> target.addEndsFromHere(into));
    }
}
