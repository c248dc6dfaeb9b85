package dev.countersign.cli.suite;

import dev.countersign.cli.folder.ChosenPolicy;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.language.TestFile;
import dev.countersign.policy.suite.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which policies are tested, each with the cases in its file and in the test files about it. */
final class TestPlan {
    private static final int DEEPEST = 16;
    private static final int MOST_FILES = 1_000;
    private static final Set<String> FOREIGN = Set.of(".git", "node_modules", "target", "vendor");

    private final Surroundings here;
    private final Map<Path, Planned> planned = new LinkedHashMap<>();

    private TestPlan(Surroundings here) {
        this.here = here;
    }

    /** A policy and the cases that are tried on it. */
    record Planned(Policy policy, List<Case> cases) {}

    /**
     * @param named files and folders
     * @throws PolicyErrors where one of them has errors
     */
    static List<Planned> of(List<String> named, Surroundings here) {
        var plan = new TestPlan(here);
        named.forEach(one -> plan.add(here.folder().resolve(one).normalize()));
        return List.copyOf(plan.planned.values());
    }

    private void add(Path path) {
        if (Files.isDirectory(path)) {
            beneath(path).forEach(file -> addFile(file, path));
        } else {
            addFile(path, here.folder());
        }
    }

    /** Links are not followed, so that what is found lies in the folder. */
    private List<Path> beneath(Path folder) {
        try (Stream<Path> all = Files.find(folder, DEEPEST, (path, is) -> is.isRegularFile())) {
            List<Path> files =
                    all.filter(TestPlan::isOfPolicies)
                            .filter(path -> isOwn(folder.relativize(path)))
                            .sorted()
                            .limit(MOST_FILES + 1L)
                            .toList();
            if (files.size() > MOST_FILES) {
                throw new Unusable(here.nameOf(folder) + " holds more than 1,000 files of tests.");
            }
            return files;
        } catch (IOException | java.io.UncheckedIOException failed) {
            throw new Unusable(
                    here.nameOf(folder) + " cannot be read: " + Visible.line("" + failed));
        }
    }

    private static boolean isOfPolicies(Path path) {
        return isTests(path) || String.valueOf(path.getFileName()).equals(ChosenPolicy.FILE_NAME);
    }

    private static boolean isTests(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith("_test.yml") || name.endsWith("_test.yaml");
    }

    private static boolean isOwn(Path relative) {
        for (Path part : relative) {
            if (FOREIGN.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private void addFile(Path file, Path within) {
        if (isTests(file)) {
            TestFile tests = TestFile.read(here.nameOf(file), text(file));
            policy(policyOf(file, tests, within))
                    .cases()
                    .addAll(tests.tests().stream().map(Case::of).toList());
        } else {
            policy(file);
        }
    }

    private Path policyOf(Path file, TestFile tests, Path within) {
        Path folder = file.resolveSibling("").toAbsolutePath().normalize();
        if (tests.policy().isEmpty()) {
            return ChosenPolicy.upwards(folder)
                    .orElseThrow(
                            () ->
                                    new Unusable(
                                            here.nameOf(file)
                                                    + " names no policy, and there is no "
                                                    + ChosenPolicy.FILE_NAME
                                                    + " beside or above it."));
        }
        Path named = folder.resolve(tests.policy().get()).normalize();
        if (!named.startsWith(within) && !named.startsWith(here.folder())) {
            throw new Unusable(
                    "%s: its policy %s lies outside this folder."
                            .formatted(here.nameOf(file), Visible.line(tests.policy().get())));
        }
        if (isTests(named)) {
            throw new Unusable(here.nameOf(file) + " names a file of tests as its policy.");
        }
        return named;
    }

    private Planned policy(Path file) {
        return planned.computeIfAbsent(
                file,
                path -> {
                    Policy policy = PolicyFile.read(here.nameOf(path), text(path));
                    return new Planned(policy, new ArrayList<>(Case.in(policy.cases())));
                });
    }

    private String text(Path file) {
        return TextInput.read(file.toString(), here).whole();
    }
}
