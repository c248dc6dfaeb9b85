package dev.countersign.policy.tool;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.PathIndex;
import dev.countersign.policy.match.PathPattern;
import dev.countersign.policy.match.Spellings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The built-in table of places whose reading or changing has an effect of its own. */
final class ProtectedPaths {
    private static final String RESOURCE = "/dev/countersign/policy/protected-paths.yml";
    private static final List<Entry> ENTRIES = load();
    private static final PathIndex INDEX =
            new PathIndex(ENTRIES.stream().map(Entry::patterns).toList());

    private ProtectedPaths() {}

    private record Entry(
            Tag tag,
            boolean onRead,
            List<PathPattern> patterns,
            List<PathPattern> except,
            List<LikelyName> likely) {
        boolean isAbout(Fact.FileAccess file) {
            return onRead == givesAwayContent(file.access());
        }

        boolean holds(Spellings place, boolean wholeTree) {
            return patterns.stream().anyMatch(one -> one.couldMatch(place, wholeTree))
                    && except.stream().noneMatch(one -> one.couldMatch(place, false));
        }

        boolean comesInto(Place folder) {
            return likely.stream().anyMatch(name -> name.comesInto(folder.resolved()));
        }

        /** Whether a likely name is spelled out, or lies in a folder that is taken as a whole. */
        boolean isLikely(Place place, boolean wholeTree) {
            return likely.stream()
                    .anyMatch(
                            name ->
                                    place.isKnown()
                                            ? wholeTree && name.liesIn(place.resolved())
                                            : name.isMeantBy(place.resolved()));
        }
    }

    static List<Tag> tags(Fact.FileAccess file, String root) {
        var tags = new LinkedHashSet<Tag>();
        if (file.access() == Access.LIST) {
            return List.of();
        }
        boolean tree = wholeTree(file, root);
        for (Place reading : readings(file.place())) {
            var place = new Spellings(reading, "");
            INDEX.couldSpeakOf(place, tree).stream()
                    .mapToObj(ENTRIES::get)
                    .filter(entry -> entry.isAbout(file) && entry.holds(place, tree))
                    .forEach(entry -> tags.add(entry.tag()));
        }
        if (tree || !file.place().isKnown()) {
            ENTRIES.stream()
                    .filter(entry -> entry.isAbout(file) && entry.isLikely(file.place(), tree))
                    .forEach(entry -> tags.add(entry.tag()));
        }
        if (isFilled(file)) {
            ENTRIES.stream()
                    .filter(entry -> entry.isAbout(file) && entry.comesInto(file.place()))
                    .forEach(entry -> tags.add(entry.tag()));
        }
        return List.copyOf(tags);
    }

    /**
     * What a name may mean: itself, and as another file system reads it. In a name of which a part
     * is not known, what is known counts, with something harmless in place of the rest.
     */
    private static List<Place> readings(Place place) {
        List<Place> known =
                place.isKnown() ? List.of(place) : List.of(filled(place, ""), filled(place, "x"));
        return known.stream()
                .flatMap(one -> Stream.of(one, ForeignName.of(one)))
                .distinct()
                .toList();
    }

    private static Place filled(Place place, String filling) {
        return new Place(
                Wild.filled(place.written(), filling),
                Wild.filled(place.resolved(), filling).replaceAll("//+", "/"));
    }

    private static boolean givesAwayContent(Access access) {
        return switch (access) {
            case READ, READ_TREE, EXECUTE, LINK -> true;
            case LIST, WRITE, APPEND, CREATE, DELETE, DELETE_TREE, CHANGE_MODE -> false;
        };
    }

    private static boolean wholeTree(Fact.FileAccess file, String root) {
        return file.access() == Access.DELETE_TREE
                || file.access() == Access.READ_TREE && isMoreThanTheProject(file.place(), root);
    }

    /** Reading the project as a whole is everyday, reading the home folder around it is not. */
    private static boolean isMoreThanTheProject(Place place, String root) {
        String folder = place.resolved();
        boolean around = Place.isWithin(root, folder) && !root.equals(folder);
        return !Place.isWithin(root, folder)
                || around
                        && Place.home(root)
                                .filter(home -> Place.isWithin(home, folder))
                                .isPresent();
    }

    /** A slash at the end says that files of unknown names come into the folder. */
    private static boolean isFilled(Fact.FileAccess file) {
        return file.access() == Access.CREATE && file.place().written().endsWith("/");
    }

    private static List<Entry> load() {
        try (InputStream in = ProtectedPaths.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            var tree =
                    (List<?>)
                            new Load(LoadSettings.builder().setLabel(RESOURCE).build())
                                    .loadFromInputStream(in);
            return tree.stream().map(item -> entry((Map<?, ?>) item)).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Entry entry(Map<?, ?> item) {
        String id = String.valueOf(item.get("tag"));
        Tag tag =
                Tag.byId(id)
                        .orElseThrow(() -> new IllegalStateException(RESOURCE + ": no tag " + id));
        return new Entry(
                tag,
                tag == Tag.SECRET_READ,
                patterns(item.get("paths")),
                patterns(item.get("except")),
                texts(item.get("likely")).map(LikelyName::new).toList());
    }

    private static List<PathPattern> patterns(@Nullable Object list) {
        return texts(list).map(PathPattern::new).toList();
    }

    private static Stream<String> texts(@Nullable Object list) {
        return list instanceof List<?> texts ? texts.stream().map(String::valueOf) : Stream.of();
    }
}
