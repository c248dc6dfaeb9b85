package dev.countersign.cli.folder;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.language.Policy;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Policy files that belong together.
 *
 * @param texts by their paths from the folder that they are of, parted by {@code /}
 */
public record PolicyFiles(SortedMap<String, TextInput> texts) {

    /** Those of the folder itself, the narrowest first. */
    private static final List<String> OF_THE_FOLDER =
            List.of(
                    ChosenPolicy.FILE_NAME,
                    ".agent-policy.team.yml",
                    ".agent-policy.organisation.yml");

    private static final String OVERRIDE = ".agent-policy.override.yml";
    private static final String BEGINNING = ".agent-policy";
    private static final String TEST = "_test.yml";

    /** What lies there was written by others. */
    private static final Set<String> NOT_SEARCHED = Set.of(".git", "node_modules");

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

    private static PolicyFiles beneath(Path folder, Surroundings here) {
        List<Path> found = new Search(folder).found();
        if (found.isEmpty()) {
            throw new Unusable(
                    "There is no policy file in %s; name one."
                            .formatted(Visible.line(folder.toString())));
        }
        return of(folder, found, here);
    }

    private static PolicyFiles of(Path folder, List<Path> files, Surroundings here) {
        SortedMap<String, TextInput> texts = new TreeMap<>();
        for (Path file : files) {
            if (!file.startsWith(folder)) {
                throw new Unusable(
                        "%s does not lie in this folder; go to the one that its path begins at."
                                .formatted(Visible.line(file.toString())));
            }
            String separator = file.getFileSystem().getSeparator();
            texts.put(
                    folder.relativize(file).toString().replace(separator, "/"),
                    TextInput.read(here.nameOf(file), here));
        }
        return new PolicyFiles(texts);
    }

    /** The names of the policies that hold together with one, without it. */
    public static List<String> besides(Path policy, Surroundings here) {
        Path whole = policy.toAbsolutePath().normalize();
        return new Search(whole.resolveSibling(""))
                .found().stream()
                        .filter(file -> !file.equals(whole))
                        .filter(file -> !file.toString().endsWith(TEST))
                        .map(here::nameOf)
                        .sorted()
                        .toList();
    }

    public static PolicyFiles of(Bundle bundle) {
        SortedMap<String, TextInput> texts = new TreeMap<>();
        bundle.files()
                .forEach(
                        (path, text) ->
                                texts.put(path, new TextInput(path, text, Optional.empty())));
        return new PolicyFiles(texts);
    }

    /** Looks through a folder, not through folders that links lead to. */
    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<Path> found = new ArrayList<>();

        Search(Path folder) {
            this.folder = folder;
        }

        List<Path> found() {
            try {
                Files.walkFileTree(folder, this);
            } catch (IOException failed) {
                throw new Unusable(
                        "The folder cannot be looked through: "
                                + Visible.line(String.valueOf(failed.getMessage())));
            }
            return found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
            return NOT_SEARCHED.contains(String.valueOf(below.getFileName()))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            boolean ofTheFolder = folder.equals(file.getParent()) && OF_THE_FOLDER.contains(name);
            boolean test = name.startsWith(BEGINNING) && name.endsWith(TEST);
            if (ofTheFolder || test || name.equals(OVERRIDE)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /** Every policy by its path, with its errors if it has any. */
    public SortedMap<String, Checked> checked() {
        SortedMap<String, Checked> checked = new TreeMap<>();
        texts.forEach(
                (path, text) -> {
                    if (!path.endsWith(TEST)) {
                        checked.put(path, Checked.of(text));
                    }
                });
        return checked;
    }

    /** The policies of the folder itself, the narrowest first. */
    public static List<Policy> heads(Map<String, Checked> checked) {
        return OF_THE_FOLDER.stream()
                .flatMap(path -> Optional.ofNullable(checked.get(path)).stream())
                .flatMap(one -> one.policy().stream())
                .toList();
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
