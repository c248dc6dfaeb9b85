package dev.countersign.policy.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something changed in one way.
 *
 * @param change what was changed, for people: {@code without command "rm -rf"}
 */
record Altered<T>(String change, T now) {

    <S> Altered<S> in(Function<T, S> whole) {
        return new Altered<>(change, whole.apply(now));
    }

    Altered<T> within(String where) {
        return new Altered<>(where + ": " + change, now);
    }

    /** Without any one of several; a list of one is left alone, for nothing would be left. */
    static <T> Stream<Altered<List<T>>> shorter(
            String what, List<T> all, Function<T, String> name) {
        return all.size() < 2
                ? Stream.empty()
                : IntStream.range(0, all.size())
                        .mapToObj(
                                at ->
                                        new Altered<>(
                                                "without %s \"%s\""
                                                        .formatted(what, name.apply(all.get(at))),
                                                without(all, at)));
    }

    static <T> List<T> without(List<T> all, int at) {
        var rest = new ArrayList<>(all);
        rest.remove(at);
        return List.copyOf(rest);
    }

    static <T> List<T> with(List<T> all, int at, T other) {
        var changed = new ArrayList<>(all);
        changed.set(at, other);
        return List.copyOf(changed);
    }

    /** The same of a set, in a stable order. */
    static <T extends Comparable<? super T>> Stream<Altered<Set<T>>> smaller(
            String what, Collection<T> all, Function<T, String> name) {
        return shorter(what, all.stream().sorted().toList(), name).map(one -> one.in(HashSet::new));
    }
}
