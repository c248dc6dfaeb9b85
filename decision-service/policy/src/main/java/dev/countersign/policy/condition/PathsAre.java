package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.match.PathPattern;
import dev.countersign.policy.match.Spellings;
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
        List<Touched> touched = scene.touched(fact);
        return any.map(patterns -> anyIn(touched, patterns, scene, generous)).orElse(true)
                && allWithin
                        .map(
                                patterns ->
                                        !touched.isEmpty()
                                                && allIn(touched, patterns, scene, generous))
                        .orElse(true)
                && none.map(patterns -> !anyIn(touched, patterns, scene, !generous)).orElse(true);
    }

    private static boolean anyIn(
            List<Touched> touched, List<PathPattern> patterns, Scene scene, boolean generous) {
        for (Touched one : touched) {
            if (one.in(patterns, scene, generous)) {
                return true;
            }
        }
        return false;
    }

    private static boolean allIn(
            List<Touched> touched, List<PathPattern> patterns, Scene scene, boolean generous) {
        for (Touched one : touched) {
            if (!one.in(patterns, scene, generous)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A place that a fact touches.
     *
     * @param wholeTree whether everything beneath it is meant, too
     */
    public record Touched(Place place, boolean wholeTree, Spellings spellings) {
        private boolean in(List<PathPattern> patterns, Scene scene, boolean generous) {
            for (PathPattern pattern : patterns) {
                if (generous
                        ? pattern.couldMatch(spellings, wholeTree)
                        : pattern.surelyMatches(place, scene.root())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The places that path conditions look at. */
    static List<Touched> touched(Fact fact, Scene scene) {
        if (fact instanceof Fact.EffectTag tag && tag.place().isPresent()) {
            Place place = tag.place().get();
            return List.of(touched(place, tag.tag() == Tag.FS_DELETE_TREE, scene));
        }
        return Condition.related(fact, scene, Fact.FileAccess.class)
                .map(file -> touched(file.place(), meansTree(file, scene.project()), scene))
                .toList();
    }

    /** Places come again in several facts of one command. */
    private static Touched touched(Place place, boolean wholeTree, Scene scene) {
        return scene.once(
                new Asked(place, wholeTree),
                () -> new Touched(place, wholeTree, new Spellings(place, scene.root())));
    }

    private record Asked(Place place, boolean wholeTree) {}

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
        return any.or(() -> allWithin).<Narrowing>map(Narrowing.Paths::new).orElse(Narrowing.NONE);
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
