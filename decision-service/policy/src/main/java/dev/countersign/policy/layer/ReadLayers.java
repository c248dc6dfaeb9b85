package dev.countersign.policy.layer;

import dev.countersign.policy.language.Names;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Files that hold together, read from the highest layer down, each with the names of those above it
 * at hand.
 *
 * @param layers those without errors
 * @param wrong the errors of the others, by the name of their file
 */
public record ReadLayers(List<Layer> layers, SortedMap<String, List<PolicyError>> wrong) {

    /**
     * @param files the texts by their paths from the root folder, as for {@link PolicySet#read}
     * @param called how the file of a path is called in errors and in the sources of rules
     */
    public static ReadLayers of(Map<String, String> files, UnaryOperator<String> called) {
        var policies = new TreeMap<>(files);
        policies.keySet().removeIf(path -> path.endsWith("_test.yml"));
        var reader = new Reader(policies, called);
        policies.keySet().stream()
                .flatMap(reader::place)
                .sorted(Place.DOWNWARDS)
                .forEach(reader::read);
        return new ReadLayers(
                List.copyOf(reader.layers), Collections.unmodifiableSortedMap(reader.wrong));
    }

    /**
     * @throws PolicyErrors with every error of all files
     */
    public PolicySet set() {
        if (!wrong.isEmpty()) {
            throw new PolicyErrors(wrong);
        }
        return new PolicySet(layers);
    }

    /** Where a file belongs. */
    private record Place(Rank rank, String folder, String path) {
        static final Comparator<Place> DOWNWARDS =
                Comparator.comparing(Place::rank)
                        .thenComparingLong(
                                place -> place.folder.chars().filter(c -> c == '/').count())
                        .thenComparing(Place::folder);
    }

    private static final class Reader {
        /** In characters; a pattern made of it has room for escapes. */
        private static final int LONGEST_FOLDER = 500;

        private final Map<String, String> files;
        private final UnaryOperator<String> called;
        private final List<Layer> layers = new ArrayList<>();
        private final SortedMap<String, List<PolicyError>> wrong = new TreeMap<>();

        Reader(Map<String, String> files, UnaryOperator<String> called) {
            this.files = files;
            this.called = called;
        }

        Stream<Place> place(String path) {
            for (Rank rank : Rank.values()) {
                if (rank != Rank.OVERRIDE && path.equals(rank.fileName())) {
                    return Stream.of(new Place(rank, "", path));
                }
            }
            if (path.endsWith("/" + Rank.OVERRIDE.fileName())) {
                return override(path);
            }
            if (files.size() == 1 && !path.endsWith(Rank.OVERRIDE.fileName())) {
                return Stream.of(new Place(Rank.REPOSITORY, "", path));
            }
            return refused(path, "this is no name of a policy; " + names(path));
        }

        private Stream<Place> override(String path) {
            String folder =
                    path.substring(0, path.length() - Rank.OVERRIDE.fileName().length() - 1);
            boolean plain =
                    Stream.of(folder.split("/", -1))
                            .noneMatch(
                                    part ->
                                            part.isBlank()
                                                    || part.equals(".")
                                                    || part.equals(".."));
            return plain
                            && folder.length() <= LONGEST_FOLDER
                            && folder.chars().noneMatch(c -> "\\{}".indexOf(c) >= 0)
                    ? Stream.of(new Place(Rank.OVERRIDE, folder, path))
                    : refused(path, "the folder is not written plainly, relative to the root");
        }

        private static String names(String path) {
            return path.contains("/")
                    ? "in a folder only " + Rank.OVERRIDE.fileName() + " is one"
                    : "in the root folder these are: "
                            + Rank.ORGANISATION.fileName()
                            + ", "
                            + Rank.TEAM.fileName()
                            + ", "
                            + Rank.REPOSITORY.fileName();
        }

        private Stream<Place> refused(String path, String message) {
            wrong.put(called.apply(path), List.of(new PolicyError(1, 1, message)));
            return Stream.empty();
        }

        void read(Place place) {
            Names above =
                    layers.stream()
                            .filter(layer -> layer.isAbove(place.rank, place.folder))
                            .map(layer -> layer.policy().names())
                            .reduce(Names.NONE, Names::and);
            String name = called.apply(place.path);
            String yaml = files.getOrDefault(place.path, "");
            try {
                Policy policy =
                        place.rank == Rank.OVERRIDE
                                ? PolicyFile.readOverride(name, yaml, above)
                                : PolicyFile.read(name, yaml, above);
                layers.add(new Layer(place.rank, place.folder, policy));
            } catch (PolicyErrors errors) {
                wrong.putAll(errors.byFile());
            }
        }
    }
}
