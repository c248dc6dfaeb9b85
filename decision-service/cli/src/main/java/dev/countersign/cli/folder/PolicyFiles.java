package dev.countersign.cli.folder;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.layer.Rank;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Policy files that hold together.
 *
 * @param root the folder that they are of
 * @param texts by their paths from that folder, parted by {@code /}; files of tests may be among
 *     them
 */
public record PolicyFiles(Path root, SortedMap<String, TextInput> texts) {
    static final String TEST = "_test.yml";

    /**
     * What was given: one folder, which is looked through, or files of the working directory.
     * Nothing is this folder.
     */
    public static PolicyFiles given(List<String> names, Surroundings here) {
        List<Path> paths =
                names.stream().map(name -> here.folder().resolve(name).normalize()).toList();
        if (paths.isEmpty()) {
            return beneath(here.folder(), here);
        }
        return paths.size() == 1 && Files.isDirectory(paths.getFirst())
                ? beneath(paths.getFirst(), here)
                : of(here.folder(), paths, here);
    }

    /** Those of a folder: its own, the overrides beneath it, and their tests. */
    public static PolicyFiles beneath(Path folder, Surroundings here) {
        List<Path> found = PolicySearch.ofSet(folder, here);
        if (found.isEmpty()) {
            throw new Unusable(
                    "There is no policy file in %s; name one."
                            .formatted(Visible.line(folder.toString())));
        }
        return of(folder, found, here);
    }

    /**
     * The files that hold together with one. A file whose name says no layer stands alone, as does
     * standard input.
     *
     * @param name of the file, as it was given
     */
    public static PolicyFiles around(String name, Surroundings here) {
        return rootOf(name, here)
                .map(root -> beneath(root, here))
                .orElseGet(() -> alone(name, here));
    }

    private static boolean isMissing(Path file) {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A file by itself, whatever lies beside it. */
    static PolicyFiles alone(String name, Surroundings here) {
        Path folder =
                name.equals("-")
                        ? here.folder()
                        : here.folder().resolve(name).normalize().resolveSibling("");
        SortedMap<String, TextInput> texts = new TreeMap<>();
        String file = String.valueOf(Path.of(name).getFileName());
        // An override needs the name of its folder, which says what it is about.
        boolean override = isOverride(file) && folder.getFileName() != null;
        texts.put(override ? folder.getFileName() + "/" + file : file, TextInput.read(name, here));
        return new PolicyFiles(override ? folder.resolveSibling("") : folder, texts);
    }

    /**
     * The root folder of those that hold together with a file, if it is called like one of them.
     *
     * @param given the name of the file
     */
    public static Optional<Path> rootOf(String given, Surroundings here) {
        Path file = here.folder().resolve(given).normalize();
        return given.equals("-") || Files.isDirectory(file) || isMissing(file)
                ? Optional.empty()
                : rootOf(file);
    }

    private static Optional<Path> rootOf(Path file) {
        String name = String.valueOf(file.getFileName());
        Path folder = file.resolveSibling("");
        if (isOfTheRoot(name)) {
            return Optional.of(folder);
        }
        return isOverride(name)
                ? Optional.ofNullable(folder.getParent())
                        .flatMap(PolicyFiles::rootAbove)
                        .or(() -> hasRootFile(folder) ? Optional.of(folder) : Optional.empty())
                : Optional.empty();
    }

    /**
     * The nearest folder, this one or one above it, that has policies of its own. One whose file
     * cannot be looked at is not passed over.
     */
    public static Optional<Path> rootAbove(Path from) {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            if (hasRootFile(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean hasRootFile(Path folder) {
        return PolicySearch.OF_THE_ROOT.stream().anyMatch(name -> !isMissing(folder.resolve(name)));
    }

    /** Whether the name alone says that the file is a policy in one of the layers. */
    public static boolean isOfSet(String name) {
        return isOfTheRoot(name) || isOverride(name);
    }

    private static boolean isOfTheRoot(String name) {
        return PolicySearch.OF_THE_ROOT.contains(name);
    }

    static boolean isOverride(String name) {
        return name.equals(Rank.OVERRIDE.fileName());
    }

    private static PolicyFiles of(Path folder, List<Path> files, Surroundings here) {
        SortedMap<String, TextInput> texts = new TreeMap<>();
        for (Path file : files) {
            if (!file.startsWith(folder)) {
                throw new Unusable(
                        "%s does not lie in this folder; go to the one that its path begins at."
                                .formatted(Visible.line(file.toString())));
            }
            texts.put(path(folder, file), TextInput.ofFile(here.nameOf(file), here));
        }
        return new PolicyFiles(folder, texts);
    }

    private static String path(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /** The path of a file from the root, by its name as it was given. */
    public String path(String name, Surroundings here) {
        return texts.size() == 1
                ? texts.firstKey()
                : path(root, here.folder().resolve(name).normalize());
    }

    public static PolicyFiles of(Bundle bundle) {
        SortedMap<String, TextInput> texts = new TreeMap<>();
        bundle.files()
                .forEach(
                        (path, text) ->
                                texts.put(path, new TextInput(path, text, Optional.empty())));
        return new PolicyFiles(Path.of(""), texts);
    }

    /** Whether the files are those of a root folder, and not one that stands alone. */
    boolean isSet() {
        return texts.keySet().stream().anyMatch(PolicyFiles::isOfTheRoot);
    }

    /** The same with another text in place of one. */
    public PolicyFiles with(String path, TextInput text) {
        SortedMap<String, TextInput> more = new TreeMap<>(texts);
        more.put(path, text);
        return new PolicyFiles(root, more);
    }

    /** The policies among them. */
    public SortedMap<String, TextInput> policies() {
        SortedMap<String, TextInput> policies = new TreeMap<>(texts);
        policies.keySet().removeIf(path -> path.endsWith(TEST));
        return policies;
    }

    /** The texts, if each is one. */
    public SortedMap<String, String> whole() {
        return texts.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                file -> file.getKey(),
                                file -> file.getValue().whole(),
                                (one, other) -> one,
                                TreeMap::new));
    }
}
