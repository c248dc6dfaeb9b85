package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * @param any some path matches
 * @param allWithin there are paths and all of them match
 * @param none no path matches
 */
public record PathsAre(
        Optional<List<PathPattern>> any,
        Optional<List<PathPattern>> allWithin,
        Optional<List<PathPattern>> none)
        implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        List<Touched> touched = touched(fact, scene);
        return any.map(
                                patterns ->
                                        touched.stream()
                                                .anyMatch(one -> one.in(patterns, scene, generous)))
                        .orElse(true)
                && allWithin
                        .map(
                                patterns ->
                                        !touched.isEmpty()
                                                && touched.stream()
                                                        .allMatch(
                                                                one ->
                                                                        one.in(
                                                                                patterns, scene,
                                                                                generous)))
                        .orElse(true)
                && none.map(
                                patterns ->
                                        touched.stream()
                                                .noneMatch(
                                                        one -> one.in(patterns, scene, !generous)))
                        .orElse(true);
    }

    /** A place that a fact touches, and whether everything beneath it is meant, too. */
    public record Touched(Place place, boolean wholeTree) {
        boolean in(List<PathPattern> patterns, Scene scene, boolean generous) {
            return patterns.stream()
                    .anyMatch(
                            pattern ->
                                    generous
                                            ? pattern.couldMatch(place, wholeTree, scene.root())
                                            : pattern.surelyMatches(place, scene.root()));
        }
    }

    /** The places that path conditions look at. */
    public static List<Touched> touched(Fact fact, Scene scene) {
        if (fact instanceof Fact.EffectTag tag && tag.place().isPresent()) {
            return List.of(new Touched(tag.place().get(), tag.tag() == Tag.FS_DELETE_TREE));
        }
        return Condition.related(fact, scene, Fact.FileAccess.class)
                .map(file -> new Touched(file.place(), meansTree(file, scene.project())))
                .toList();
    }

    /**
     * Reading the whole project does not count as reading each protected name that may lie
     * somewhere in it.
     */
    private static boolean meansTree(Fact.FileAccess file, String project) {
        return switch (file.access()) {
            case DELETE_TREE -> true;
            case READ_TREE -> !Place.isWithin(project, file.place().resolved());
            case LIST, READ, WRITE, APPEND, CREATE, DELETE, CHANGE_MODE, EXECUTE, LINK -> false;
        };
    }

    @Override
    public Narrowing narrowing() {
        return any.or(() -> allWithin)
                .<Narrowing>map(Narrowing.Paths::new)
                .orElseGet(Narrowing.None::new);
    }

    @Override
    public Stream<PathPattern> paths() {
        return Stream.of(any, allWithin, none)
                .flatMap(patterns -> patterns.stream().flatMap(List::stream));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FILE);
    }
}
