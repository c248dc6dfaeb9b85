package dev.countersign.cli.generate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was generated into which file, so that the next run can tell it from what people wrote. It
 * lies beside the files and belongs under version control as they do.
 */
public final class Ledger {
    public static final String FILE = ".countersign/generated.json";

    private static final String PURPOSE =
            "Written by agent-policy generate: what of the named files it wrote itself.";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SortedMap<String, Trace> traces = new TreeMap<>();

    /**
     * @param text empty if there is none yet
     * @throws NotGenerated if it is damaged
     */
    public static Ledger read(String text) {
        var ledger = new Ledger();
        if (!text.isEmpty()) {
            JsonDocument.read(FILE, text)
                    .at(List.of("files"))
                    .ifPresent(
                            files ->
                                    files.properties()
                                            .forEach(
                                                    file ->
                                                            ledger.traces.put(
                                                                    file.getKey(),
                                                                    trace(file.getValue()))));
        }
        return ledger;
    }

    public Trace of(String file) {
        return traces.getOrDefault(file, Trace.NONE);
    }

    public void put(String file, Trace trace) {
        if (trace.isEmpty()) {
            traces.remove(file);
        } else {
            traces.put(file, trace);
        }
    }

    /** What either of them tells. */
    public Ledger and(Ledger other) {
        var both = new Ledger();
        both.traces.putAll(traces);
        other.traces.forEach(
                (file, trace) -> both.traces.merge(file, trace, (one, two) -> one.and(two)));
        return both;
    }

    /** Empty if nothing is in it. */
    public String text() {
        if (traces.isEmpty()) {
            return "";
        }
        ObjectNode files = JSON.objectNode();
        traces.forEach((file, trace) -> files.set(file, json(trace)));
        ObjectNode all = JSON.objectNode().put("purpose", PURPOSE);
        all.set("files", files);
        return new PlainJson("  ", "\n").of(all, "") + "\n";
    }

    private static JsonNode json(Trace trace) {
        ObjectNode json = JSON.objectNode().put("created", trace.created());
        var containers = json.putArray("containers");
        trace.containers().forEach(path -> containers.add(json(path)));
        var entries = json.putArray("entries");
        trace.entries().forEach(entry -> entries.add(json(entry)));
        return json;
    }

    private static JsonNode json(Entry entry) {
        ObjectNode json = JSON.objectNode();
        json.set("path", json(entry.path()));
        switch (entry) {
            case Entry.Item item -> json.set("item", item.value());
            case Entry.Setting setting -> json.set("value", setting.value());
        }
        return json;
    }

    private static JsonNode json(List<String> path) {
        var json = JSON.arrayNode();
        path.forEach(json::add);
        return json;
    }

    private static Trace trace(JsonNode json) {
        var containers = new ArrayList<List<String>>();
        json.path("containers").forEach(path -> containers.add(path(path)));
        var entries = new ArrayList<Entry>();
        json.path("entries").forEach(entry -> entries.add(entry(entry)));
        return new Trace(json.path("created").asBoolean(), containers, entries);
    }

    private static Entry entry(JsonNode json) {
        List<String> path = path(json.path("path"));
        if (path.isEmpty() || json.has("item") == json.has("value")) {
            throw new NotGenerated(
                    FILE + ":1:1: this is not what generate wrote; restore the file or remove it");
        }
        return json.has("item")
                ? new Entry.Item(path, json.get("item"))
                : new Entry.Setting(path, json.get("value"));
    }

    private static List<String> path(JsonNode json) {
        var path = new ArrayList<String>();
        json.forEach(step -> path.add(step.asText()));
        return List.copyOf(path);
    }
}
