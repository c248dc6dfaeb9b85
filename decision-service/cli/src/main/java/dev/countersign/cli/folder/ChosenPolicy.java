package dev.countersign.cli.folder;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.layer.Layer;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.layer.Rank;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a call is judged by.
 *
 * @param layers the policies, the highest first; none where only the shipped baseline is in force
 * @param shown which they are, for people
 * @param root the folder at which their relative paths are anchored; empty for the working
 *     directory of the call
 */
public record ChosenPolicy(CompiledPolicy compiled, List<Layer> layers, String shown, String root) {
    private static final int MOST_SHOWN = 5;

    /**
     * A named file alone, whose paths are those of the call's working directory wherever it lies;
     * or all policies of a named folder.
     */
    public static ChosenPolicy named(String name, Surroundings here) {
        Path path = here.folder().resolve(name).normalize();
        return !name.equals("-") && Files.isDirectory(path)
                ? of(checked(PolicyFiles.beneath(path, here)), path.toString())
                : of(checked(PolicyFiles.alone(name, here)), "");
    }

    /**
     * The policies of the project that the call is made in, else the shipped baseline. A call from
     * another machine is judged by the project that one stands in, as if it were made at its top.
     *
     * @param cwd the working directory of the call; empty if it is not known
     */
    public static ChosenPolicy of(String cwd, Surroundings here) {
        Path called = here.folder().resolve(cwd);
        boolean known = Files.isDirectory(called);
        Path folder = known ? called : here.folder();
        return PolicyFiles.rootAbove(folder)
                .map(
                        root ->
                                of(
                                        checked(PolicyFiles.beneath(root, here)),
                                        known ? root.toString() : ""))
                .orElseGet(() -> baseline(folder));
    }

    /** A named file with the others that it holds together with; their paths are its folder's. */
    public static ChosenPolicy around(String name, Surroundings here) {
        PolicyFiles files = PolicyFiles.around(name, here);
        return files.isSet() ? of(checked(files), files.root().toString()) : named(name, here);
    }

    /** A file tried in the place of the project's own one of its layer, beside the others. */
    public static ChosenPolicy tried(String name, Surroundings here) {
        ChosenPolicy present = of("", here);
        ChosenPolicy alone = named(name, here);
        if (present.layers.isEmpty() || alone.layers.size() != 1) {
            return alone;
        }
        Layer tried = alone.layers.getFirst();
        return of(new PolicySet(present.layers).with(tried), present.root);
    }

    private static ChosenPolicy baseline(Path folder) {
        return new ChosenPolicy(
                CompiledPolicy.baseline(),
                List.of(),
                "the shipped baseline, for there is no %s in %s or above"
                        .formatted(Rank.REPOSITORY.fileName(), folder),
                "");
    }

    private static PolicySet checked(PolicyFiles files) {
        CheckedFiles checked = CheckedFiles.of(files);
        return checked.set()
                .orElseThrow(
                        () -> new Unusable(String.join(System.lineSeparator(), checked.lines())));
    }

    private static ChosenPolicy of(PolicySet set, String root) {
        return new ChosenPolicy(CompiledPolicy.of(set), set.layers(), shown(set), root);
    }

    private static String shown(PolicySet set) {
        List<String> names = set.layers().stream().map(layer -> layer.policy().name()).toList();
        return names.size() <= MOST_SHOWN
                ? String.join(", ", names)
                : "%s and %d more"
                        .formatted(
                                String.join(", ", names.subList(0, MOST_SHOWN)),
                                names.size() - MOST_SHOWN);
    }

    /** The nearest folder with policies of somebody who named none. */
    public static Path required(Path from) {
        return PolicyFiles.rootAbove(from)
                .orElseThrow(
                        () ->
                                new Unusable(
                                        "There is no "
                                                + Rank.REPOSITORY.fileName()
                                                + " in this folder or above; name a file."));
    }

    /**
     * The layer that a rule came from, for people.
     *
     * @param source the rule's place
     */
    public String origin(String source) {
        return layers.stream()
                .filter(layer -> source.startsWith(layer.policy().name() + ":"))
                .findFirst()
                .map(ChosenPolicy::shown)
                .orElseGet(() -> pack(source));
    }

    /** What is shipped is in force by itself, or because layers extend it. */
    private String pack(String source) {
        List<String> extending =
                layers.stream()
                        .filter(layer -> extendsPack(layer, source))
                        .map(ChosenPolicy::shown)
                        .toList();
        return extending.isEmpty() ? "shipped" : "pack of " + String.join(", ", extending);
    }

    private static boolean extendsPack(Layer layer, String source) {
        return layer.policy().heading().extended().stream()
                .anyMatch(pack -> source.startsWith(pack.name() + ".yml:"));
    }

    private static String shown(Layer layer) {
        return switch (layer.rank()) {
            case ORGANISATION -> "organisation";
            case TEAM -> "team";
            case REPOSITORY -> "repository";
            case OVERRIDE -> "override of " + layer.folder() + "/";
        };
    }
}
