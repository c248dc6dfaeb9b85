package dev.countersign.policy.suite;

import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A condition about paths with one pattern taken away, or made wider. */
final class AlteredPaths {
    private AlteredPaths() {}

    static Stream<Altered<Condition>> of(PathsAre paths) {
        return each(paths, list -> Altered.shorter("paths", list, PathPattern::source));
    }

    /** Each pattern in turn replaced by everything beside what it names. */
    static Stream<Altered<Condition>> wider(PathsAre paths) {
        return each(paths, AlteredPaths::wider);
    }

    private static Stream<Altered<List<PathPattern>>> wider(List<PathPattern> all) {
        return IntStream.range(0, all.size())
                .boxed()
                .flatMap(
                        at ->
                                wider(all.get(at).source()).stream()
                                        .map(
                                                wide ->
                                                        new Altered<>(
                                                                "paths \"%s\" instead of \"%s\""
                                                                        .formatted(
                                                                                wide,
                                                                                all.get(at)
                                                                                        .source()),
                                                                Altered.with(
                                                                        all,
                                                                        at,
                                                                        new PathPattern(wide)))));
    }

    private static Optional<String> wider(String pattern) {
        String folder = pattern.substring(0, pattern.lastIndexOf('/') + 1);
        return pattern.endsWith("*") || folder.contains("{")
                ? Optional.empty()
                : Optional.of(folder + "*");
    }

    private static Stream<Altered<Condition>> each(
            PathsAre paths,
            Function<List<PathPattern>, Stream<Altered<List<PathPattern>>>> change) {
        return Stream.of(
                        changed("any", paths.any(), change)
                                .map(
                                        one ->
                                                one.in(
                                                        any ->
                                                                (Condition)
                                                                        new PathsAre(
                                                                                Optional.of(any),
                                                                                paths.allWithin(),
                                                                                paths.none()))),
                        changed("all_within", paths.allWithin(), change)
                                .map(
                                        one ->
                                                one.in(
                                                        all ->
                                                                (Condition)
                                                                        new PathsAre(
                                                                                paths.any(),
                                                                                Optional.of(all),
                                                                                paths.none()))),
                        changed("none", paths.none(), change)
                                .map(
                                        one ->
                                                one.in(
                                                        none ->
                                                                (Condition)
                                                                        new PathsAre(
                                                                                paths.any(),
                                                                                paths.allWithin(),
                                                                                Optional.of(
                                                                                        none)))))
                .flatMap(Function.identity());
    }

    private static Stream<Altered<List<PathPattern>>> changed(
            String key,
            Optional<List<PathPattern>> list,
            Function<List<PathPattern>, Stream<Altered<List<PathPattern>>>> change) {
        return list.stream().flatMap(change).map(one -> key.equals("any") ? one : one.within(key));
    }
}
