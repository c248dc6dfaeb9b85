package dev.countersign.cli.generate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hooks of Countersign in a settings file. They are known by the program that they run, so one
 * that was edited, or that somebody wrote by hand, is brought up to date and not doubled: of two
 * that wait for the same call only the newer one is released.
 */
final class HooksInFile {
    private static final String PROGRAM = "countersign-hook";
    private static final String ADDRESS = "/v1/hooks/";

    private final List<Entry> wanted;

    HooksInFile(List<Entry> wanted) {
        this.wanted = wanted;
    }

    static boolean isGenerated(Entry.Item item) {
        return item.path().getFirst().equals("hooks") && item.value().toString().contains(PROGRAM);
    }

    /** Whether a hook that asks by HTTP stands where this one would. */
    boolean isAskedOtherwise(JsonDocument document, Entry entry) {
        return entry instanceof Entry.Item item
                && isGenerated(item)
                && document.at(item.path())
                        .filter(list -> list.toString().contains(ADDRESS))
                        .isPresent();
    }

    /** Without the hooks of an event that are not as they are wanted. */
    JsonDocument cleared(JsonDocument document, List<String> event) {
        JsonNode list = document.at(event).orElseGet(JsonNodeFactory.instance::missingNode);
        JsonDocument cleared = document;
        int kept =
                IntStream.range(0, list.size())
                        .filter(i -> wanted.contains(new Entry.Item(event, list.get(i))))
                        .findFirst()
                        .orElse(-1);
        for (int i = list.size() - 1; i >= 0; i--) {
            if (i != kept) {
                cleared = without(cleared, Entry.with(event, String.valueOf(i)), list.get(i));
            }
        }
        return cleared;
    }

    private static JsonDocument without(JsonDocument document, List<String> place, JsonNode one) {
        JsonNode handlers = one.path("hooks");
        if (!handlers.isArray()) {
            return runsProgram(one) ? document.remove(place) : document;
        }
        long ours = handlers.valueStream().filter(HooksInFile::runsProgram).count();
        if (ours == 0) {
            return document;
        }
        if (ours == handlers.size()) {
            return document.remove(place);
        }
        JsonDocument left = document;
        for (int i = handlers.size() - 1; i >= 0; i--) {
            if (runsProgram(handlers.get(i))) {
                left = left.remove(Entry.with(Entry.with(place, "hooks"), String.valueOf(i)));
            }
        }
        return left;
    }

    private static boolean runsProgram(JsonNode handler) {
        return handler.toString().contains(PROGRAM);
    }
}
