package dev.countersign.policy.tool;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.PathIndex;
import dev.countersign.policy.match.PathPattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            Tag tag, boolean onRead, List<PathPattern> patterns, List<PathPattern> except) {
        boolean concerns(Fact.FileAccess file, String root) {
            return onRead == givesAwayContent(file.access())
                    && patterns.stream()
                            .anyMatch(
                                    pattern ->
                                            pattern.couldMatch(
                                                    file.place(), wholeTree(file, root), ""))
                    && !(file.place().isKnown()
                            && except.stream()
                                    .anyMatch(
                                            pattern ->
                                                    pattern.couldMatch(file.place(), false, "")));
        }
    }

    static List<Tag> tags(Fact.FileAccess file, String root) {
        var tags = new ArrayList<Tag>();
        if (file.access() == Access.LIST || saysNothing(file.place())) {
            return tags;
        }
        INDEX.couldSpeakOf(file.place(), wholeTree(file, root), "").stream()
                .mapToObj(ENTRIES::get)
                .filter(entry -> !tags.contains(entry.tag()) && entry.concerns(file, root))
                .forEach(entry -> tags.add(entry.tag()));
        return tags;
    }

    private static boolean givesAwayContent(Access access) {
        return switch (access) {
            case READ, READ_TREE, EXECUTE, LINK -> true;
            case LIST, WRITE, APPEND, CREATE, DELETE, DELETE_TREE, CHANGE_MODE -> false;
        };
    }

    private static boolean wholeTree(Fact.FileAccess file, String root) {
        return file.access() == Access.DELETE_TREE
                || file.access() == Access.READ_TREE
                        && !Place.isWithin(root, file.place().resolved());
    }

    /**
     * A name of which no letter is known could be anything; that alone is not taken for a secret.
     */
    private static boolean saysNothing(Place place) {
        List<String> segments = place.segments();
        return !segments.isEmpty() && segments.getLast().chars().allMatch(Wild::isMark);
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
                patterns(item.get("except")));
    }

    private static List<PathPattern> patterns(@org.jspecify.annotations.Nullable Object list) {
        return list instanceof List<?> texts
                ? texts.stream().map(text -> new PathPattern(String.valueOf(text))).toList()
                : List.of();
    }
}
