package dev.countersign.cli.folder;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Policy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The policy that a call is judged by.
 *
 * @param shown which one it is, for people
 * @param root the folder at which its relative paths are anchored; empty for the working directory
 *     of the call
 */
public record ChosenPolicy(CompiledPolicy compiled, String shown, String root) {
    public static final String FILE_NAME = ".agent-policy.yml";

    /** A named file. Its paths are those of the call's working directory, wherever it lies. */
    public static ChosenPolicy named(String file, Surroundings here) {
        return of(TextInput.read(file, here), "");
    }

    /**
     * The file of the project that the call is made in, else the shipped baseline. A call from
     * another machine is judged by the project that one stands in, as if it were made at its top.
     *
     * @param cwd the working directory of the call; empty if it is not known
     */
    public static ChosenPolicy of(String cwd, Surroundings here) {
        Path called = here.folder().resolve(cwd);
        boolean known = Files.isDirectory(called);
        Path folder = known ? called : here.folder();
        return upwards(folder)
                .map(
                        file ->
                                of(
                                        TextInput.read(here.nameOf(file), here),
                                        known ? String.valueOf(file.getParent()) : ""))
                .orElseGet(() -> baseline(folder));
    }

    private static ChosenPolicy baseline(Path folder) {
        return new ChosenPolicy(
                CompiledPolicy.baseline(),
                "the shipped baseline, for there is no %s in %s or above"
                        .formatted(FILE_NAME, folder),
                "");
    }

    private static ChosenPolicy of(TextInput file, String root) {
        Checked checked = Checked.of(file);
        Policy policy =
                checked.policy()
                        .orElseThrow(
                                () ->
                                        new Unusable(
                                                String.join(
                                                        System.lineSeparator(), checked.lines())));
        return new ChosenPolicy(CompiledPolicy.of(policy), file.name(), root);
    }

    /** The nearest policy file of somebody who named none. */
    public static Path required(Path from) {
        return upwards(from)
                .orElseThrow(
                        () ->
                                new Unusable(
                                        "There is no "
                                                + FILE_NAME
                                                + " in this folder or above; name a file."));
    }

    /** The nearest policy file. One that cannot be looked at is not taken for absent. */
    public static Optional<Path> upwards(Path from) {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(FILE_NAME);
            if (!Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
