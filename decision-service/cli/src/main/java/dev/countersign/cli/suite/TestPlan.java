package dev.countersign.cli.suite;

import dev.countersign.cli.folder.PolicyFiles;
import dev.countersign.cli.folder.PolicySearch;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.TestFile;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.layer.Rank;
import dev.countersign.policy.layer.ReadLayers;
import dev.countersign.policy.suite.Case;
import dev.countersign.policy.suite.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which policies are tested, each with the cases in its file and in the test files about it. Beside
 * each is in force what holds together with it.
 */
final class TestPlan {
    private static final int MOST_FILES = 1_000;

    private final Surroundings here;
    private final Map<String, Planned> planned = new LinkedHashMap<>();
    private final Map<Path, Map<String, Subject>> read = new HashMap<>();

    private TestPlan(Surroundings here) {
        this.here = here;
    }

    /**
     * A policy and the cases that are tried on it.
     *
     * @param root the folder of all policies that are in force with it
     */
    record Planned(Path root, Subject subject, List<Case> cases) {}

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
        if (!Files.isDirectory(path)) {
            addFile(path, here.folder());
            return;
        }
        List<Path> files = PolicySearch.named(path, TestPlan::isOfPolicies, here);
        if (files.size() > MOST_FILES) {
            throw new Unusable(here.nameOf(path) + " holds more than 1,000 files of tests.");
        }
        files.forEach(file -> addFile(file, path));
    }

    private static boolean isOfPolicies(String name) {
        return isTests(name) || PolicyFiles.isOfSet(name);
    }

    private static boolean isTests(String name) {
        return name.endsWith("_test.yml") || name.endsWith("_test.yaml");
    }

    private static boolean isTests(Path file) {
        return isTests(String.valueOf(file.getFileName()));
    }

    private void addFile(Path file, Path within) {
        if (isTests(file)) {
            TestFile tests =
                    TestFile.read(
                            here.nameOf(file), TextInput.ofFile(here.nameOf(file), here).whole());
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
            return PolicyFiles.rootAbove(folder)
                    .map(TestPlan::narrowest)
                    .orElseThrow(
                            () ->
                                    new Unusable(
                                            here.nameOf(file)
                                                    + " names no policy, and there is no "
                                                    + Rank.REPOSITORY.fileName()
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

    /** Of the policies of a root folder itself. */
    private static Path narrowest(Path root) {
        return Stream.of(Rank.REPOSITORY, Rank.TEAM)
                .map(rank -> root.resolve(rank.fileName()))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> root.resolve(Rank.ORGANISATION.fileName()));
    }

    private Planned policy(Path file) {
        String name = here.nameOf(file);
        return planned.computeIfAbsent(name, ignored -> planned(name, file));
    }

    private Planned planned(String name, Path file) {
        Optional<Path> root = PolicyFiles.rootOf(name, here);
        Map<String, Subject> subjects =
                read.computeIfAbsent(
                        root.orElse(file), ignored -> subjects(PolicyFiles.around(name, here)));
        Subject subject =
                Optional.ofNullable(subjects.get(Visible.line(name)))
                        .orElseThrow(() -> new Unusable(Visible.line(name) + " is no policy."));
        return new Planned(
                root.orElse(file), subject, new ArrayList<>(Case.in(subject.policy().cases())));
    }

    /** By the names of their files. */
    private static Map<String, Subject> subjects(PolicyFiles files) {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        files.policies()
                .forEach(
                        (path, text) -> {
                            texts.put(path, text.whole());
                            names.put(path, text.name());
                        });
        PolicySet set = ReadLayers.of(texts, path -> names.getOrDefault(path, path)).set();
        Map<String, Subject> subjects = new HashMap<>();
        Subject.in(set).forEach(one -> subjects.put(one.policy().name(), one));
        return subjects;
    }
}
