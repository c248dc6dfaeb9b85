package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.match.PathPattern;
import java.util.List;

/**
 * The folder that an override speaks of. What touches files belongs to it by what it touches, never
 * by where it is run; only what has no file of its own is also at the place where it is run, and
 * only for what restricts.
 */
final class Folder {
    private final String name;
    private final PathPattern inside;

    /**
     * @param name relative to the project's root folder, without braces
     */
    Folder(String name) {
        this.name = name;
        // A folder may be called "~", and is not the home folder for that.
        this.inside = new PathPattern("./" + name.replaceAll("[*?!\\[(\\\\]", "\\\\$0") + "/**");
    }

    Scene in(Scene scene) {
        return scene.in(name);
    }

    /** Whether the fact may be about the folder. */
    boolean mayConcern(Fact fact, Scene scene) {
        for (PathsAre.Touched touched : scene.touched(fact)) {
            if (inside.couldMatch(touched.spellings(), touched.wholeTree())) {
                return true;
            }
        }
        return !hasItsOwnPlace(fact) && isAtWorkThere(fact, scene);
    }

    /** Whether all that the fact is about certainly lies in the folder. */
    boolean surelyHolds(Fact fact, Scene scene) {
        boolean inFolders = hasItsOwnPlace(fact) || fact instanceof Fact.Invocation;
        List<PathsAre.Touched> touched = scene.touched(fact);
        return inFolders
                && !touched.isEmpty()
                && touched.stream()
                        .allMatch(one -> inside.surelyMatches(one.place(), scene.project()));
    }

    private static boolean hasItsOwnPlace(Fact fact) {
        return switch (fact) {
            case Fact.FileAccess file -> true;
            case Fact.EffectTag tag -> tag.place().isPresent();
            case Fact.Invocation invocation -> false;
            case Fact.Egress egress -> false;
            case Fact.ApiCall call -> false;
            case Fact.CredentialUse use -> false;
            case Fact.McpCall call -> false;
            case Fact.ToolUse use -> false;
            case Fact.Opaque opaque -> false;
        };
    }

    private boolean isAtWorkThere(Fact fact, Scene scene) {
        List<String> folders =
                scene.facts().together(fact).stream()
                        .filter(Fact.Invocation.class::isInstance)
                        .map(one -> ((Fact.Invocation) one).setting().folder())
                        .toList();
        return (folders.isEmpty() ? List.of(scene.facts().action().cwd()) : folders)
                .stream()
                        .anyMatch(
                                folder ->
                                        folder.isEmpty()
                                                || inside.couldMatch(
                                                        new Place(folder, folder),
                                                        false,
                                                        scene.project()));
    }
}
