package dev.countersign.approval.api.scope;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Patterns of files. */
final class Files {

    static final List<String> OF_A_PROJECT = Probes.read("files-of-a-project.txt");

    private static final List<String> OF_A_HOME = Probes.read("files-of-a-home.txt");
    private static final List<String> OF_A_MACHINE = Probes.read("files-of-a-machine.txt");
    private static final List<String> AT_THE_TOP =
            OF_A_PROJECT.stream().filter(file -> !file.contains("/")).toList();
    private static final List<String> BELOW =
            OF_A_PROJECT.stream().filter(file -> file.contains("/")).toList();

    private static final String NEXT =
            "name the file or the folder that you need, such as backend/auth/**";

    private Files() {}

    static Optional<String> objection(String pattern) {
        if (pattern.startsWith("!")) {
            return Optional.of(
                    "'%s' says what is not covered; a scope says what is: %s."
                            .formatted(pattern, NEXT));
        }
        if (pattern.matches(".*[@?!+*]\\(.*")) {
            return Optional.of(
                    "'%s' is an extended pattern, which is not supported; use {a,b}."
                            .formatted(pattern));
        }
        Optional<List<String>> choices = Choices.of(pattern);
        if (choices.isEmpty()) {
            return Optional.of(
                    "'%s' stands for more than 256 patterns; %s.".formatted(pattern, NEXT));
        }
        return choices.get().stream().allMatch(Files::isPath)
                ? tooWide(pattern, choices.get())
                : Optional.of(
                        "'%s' is no path: write it without '.', '..', doubled slashes and a slash at its end; everything in a folder is folder/**."
                                .formatted(pattern));
    }

    /** Many narrow patterns may be as wide as one. */
    static Optional<String> objectionToAll(List<String> patterns) {
        List<String> choices =
                patterns.stream()
                        .flatMap(pattern -> Choices.of(pattern).stream())
                        .flatMap(List::stream)
                        .toList();
        return groups(choices)
                .filter(probes -> covered(choices, probes).size() * 2 > probes.size())
                .findFirst()
                .map(probes -> "The paths together cover most files; %s.".formatted(NEXT));
    }

    private static Optional<String> tooWide(String pattern, List<String> choices) {
        return groups(choices)
                .filter(probes -> Breadth.isTooWide(covered(choices, probes).size(), probes.size()))
                .findFirst()
                .map(probes -> Probes.tooWide(pattern, "files", covered(choices, probes), NEXT));
    }

    private static List<String> covered(List<String> choices, List<String> probes) {
        List<Glob> patterns = choices.stream().map(Files::fromHere).map(Glob::ofPath).toList();
        return probes.stream()
                .filter(probe -> patterns.stream().anyMatch(pattern -> pattern.matches(probe)))
                .toList();
    }

    private static String fromHere(String choice) {
        return choice.startsWith("./") ? choice.substring(2) : choice;
    }

    /** Paths are compared as they are resolved, so a pattern with a way up covers nothing. */
    private static boolean isPath(String choice) {
        String path = fromHere(choice);
        return Stream.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1))
                .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    }

    /** Groups of files, of each of which a narrow pattern covers few. */
    private static Stream<List<String>> groups(List<String> choices) {
        return Stream.concat(
                Stream.of(AT_THE_TOP, BELOW, OF_A_MACHINE),
                choices.stream().distinct().flatMap(Files::homeGroups));
    }

    /** The home folder that a pattern may be about, and a project right beneath it. */
    private static Stream<List<String>> homeGroups(String choice) {
        List<String> names = List.of(choice.split("/", -1));
        int depth =
                switch (names.getFirst()) {
                    case "~" -> 1;
                    case "" ->
                            switch (names.size() > 1 ? names.get(1) : "") {
                                case "root" -> 2;
                                case "home", "Users" -> 3;
                                default -> 0;
                            };
                    default -> 0;
                };
        if (depth == 0 || depth > names.size()) {
            return Stream.of();
        }
        Stream<List<String>> home = Stream.of(in(names.subList(0, depth), OF_A_HOME));
        boolean project = depth < names.size() && !names.get(depth).startsWith(".");
        return project
                ? Stream.concat(home, Stream.of(in(names.subList(0, depth + 1), BELOW)))
                : home;
    }

    private static List<String> in(List<String> folders, List<String> probes) {
        String folder = String.join("/", folders).replaceAll("[*?\\[\\]\\\\]+", "dave");
        return probes.stream().map(probe -> folder + "/" + probe).toList();
    }
}
