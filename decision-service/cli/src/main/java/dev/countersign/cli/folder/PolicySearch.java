package dev.countersign.cli.folder;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.layer.Rank;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks through a folder, not through folders that links lead to. What may not be looked at is
 * told: a policy could lie there, and one that is not seen would silently not hold.
 */
public final class PolicySearch extends SimpleFileVisitor<Path> {
    /** The policies of a root folder itself, the narrowest first. */
    static final List<String> OF_THE_ROOT =
            List.of(Rank.REPOSITORY.fileName(), Rank.TEAM.fileName(), Rank.ORGANISATION.fileName());

    private static final String BEGINNING = ".agent-policy";

    /** What lies there was written by others. */
    private static final Set<String> FOREIGN = Set.of(".git", "node_modules");

    private static final Set<String> FOREIGN_OR_MADE =
            Set.of(".git", "node_modules", "target", "vendor");

    private final Path folder;
    private final Set<String> skipped;
    private final Predicate<Path> wanted;
    private final Surroundings here;
    private final List<Path> found = new ArrayList<>();

    private PolicySearch(
            Path folder, Set<String> skipped, Predicate<Path> wanted, Surroundings here) {
        this.folder = folder;
        this.skipped = skipped;
        this.wanted = wanted;
        this.here = here;
    }

    /** The policies of a root folder, the overrides beneath it and the tests of both. */
    static List<Path> ofSet(Path folder, Surroundings here) {
        var search = new PolicySearch(folder, FOREIGN, PolicySearch::isOfSet, here);
        OF_THE_ROOT.stream()
                .map(folder::resolve)
                .filter(file -> !Files.notExists(file, LinkOption.NOFOLLOW_LINKS))
                .forEach(search.found::add);
        return search.found();
    }

    /**
     * Everything in a folder that has such a name, but in what others wrote and builds have made.
     *
     * @param wanted asked of each name
     */
    public static List<Path> named(Path folder, Predicate<String> wanted, Surroundings here) {
        return new PolicySearch(
                        folder,
                        FOREIGN_OR_MADE,
                        file -> wanted.test(String.valueOf(file.getFileName())),
                        here)
                .found();
    }

    private static boolean isOfSet(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean test = name.startsWith(BEGINNING) && name.endsWith(PolicyFiles.TEST);
        return test || PolicyFiles.isOverride(name);
    }

    private List<Path> found() {
        try {
            Files.walkFileTree(folder, this);
        } catch (IOException failed) {
            throw new Unusable(told(failed));
        }
        return found.stream().sorted().toList();
    }

    private String told(IOException failed) {
        String why = Visible.line(String.valueOf(failed.getMessage()));
        return switch (failed) {
            case AccessDeniedException closed ->
                    "%s may not be looked through by you; a policy could lie there."
                            .formatted(Visible.line(here.nameOf(Path.of(closed.getFile()))));
            case NoSuchFileException gone ->
                    Visible.line(here.nameOf(Path.of(gone.getFile()))) + " does not exist.";
            default -> "The folder cannot be looked through: " + why;
        };
    }

    @Override
    public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
        if (skipped.contains(String.valueOf(below.getFileName())) && !below.equals(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (wanted.test(below) && !below.equals(folder)) {
            // A folder that is called like a policy is not taken for no policy.
            found.add(below);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (wanted.test(file)) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }
}
