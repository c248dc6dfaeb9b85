package dev.countersign.cli.generate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings what is generated in a JSON file up to date: takes out what it wrote before and no longer
 * wants, adds what is missing, and touches nothing else.
 */
final class Merge {
    private static final String NEW = "{}\n";

    private final String file;
    private final Trace before;
    private final List<Entry> wanted;
    private final List<List<String>> containers;
    private final List<Entry> own = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final boolean created;
    private JsonDocument document;

    private Merge(String file, Optional<String> text, Trace before, List<Entry> wanted) {
        this.file = file;
        this.before = before;
        this.wanted = wanted;
        this.containers = new ArrayList<>(before.containers());
        this.created = before.created() || text.isEmpty();
        this.document = JsonDocument.read(file, text.orElse(NEW));
    }

    /**
     * @param text of the file; empty if it is not there
     * @param before what the last run left in it
     * @param hooks where hooks are generated
     * @throws NotGenerated if the text is no JSON object, a list is wanted where something else
     *     stands, or the file turns its hooks off
     */
    static Merged of(
            String file, Optional<String> text, Trace before, List<Entry> wanted, HookLists hooks) {
        var merge = new Merge(file, text, before, wanted);
        return text.isEmpty() && wanted.isEmpty()
                ? new Merged(Optional.empty(), Trace.NONE, List.of())
                : merge.merged(hooks);
    }

    private Merged merged(HookLists hooks) {
        hooks.switches().forEach(this::refuseIfOn);
        before.entries().stream().filter(entry -> !wanted.contains(entry)).forEach(this::takeOut);
        var generated = new HooksInFile(wanted);
        hooks.events().forEach(list -> document = generated.cleared(document, list));
        takeOutEmpty();
        for (Entry entry : wanted) {
            if (generated.isAskedOtherwise(document, entry)) {
                notes.add(
                        "%s asks Countersign over HTTP at %s; no second hook was added"
                                .formatted(file, entry.path().getLast()));
            } else {
                add(entry);
            }
        }
        boolean nothingLeft = document.at(List.of()).orElseThrow().isEmpty();
        return nothingLeft && created
                ? new Merged(Optional.empty(), Trace.NONE, notes)
                : new Merged(
                        Optional.of(document.text()),
                        new Trace(created && !own.isEmpty(), List.copyOf(containers), own),
                        notes);
    }

    private void refuseIfOn(List<String> key) {
        if (document.at(key).filter(JsonNode::asBoolean).isPresent()) {
            throw new NotGenerated(
                    "%s: %s turns all hooks off; take it out, nothing was written"
                            .formatted(file, String.join(".", key)));
        }
    }

    private void takeOut(Entry entry) {
        switch (entry) {
            case Entry.Item item ->
                    place(item)
                            .ifPresent(
                                    index ->
                                            document =
                                                    document.remove(
                                                            Entry.with(
                                                                    item.path(),
                                                                    String.valueOf(index))));
            case Entry.Setting setting -> {
                if (document.at(setting.path()).filter(setting.value()::equals).isPresent()
                        && wanted.stream().noneMatch(one -> one.path().equals(setting.path()))) {
                    document = document.remove(setting.path());
                }
            }
        }
    }

    /** The containers that were made for what is gone. */
    private void takeOutEmpty() {
        for (List<String> path : List.copyOf(containers).reversed()) {
            if (document.at(path).filter(one -> !one.isEmpty()).isEmpty()) {
                document.at(path).ifPresent(empty -> document = document.remove(path));
                containers.remove(path);
            }
        }
    }

    private void add(Entry entry) {
        switch (entry) {
            case Entry.Item item -> {
                if (place(item).isEmpty()) {
                    makeContainers(item.path(), JsonNodeFactory.instance.arrayNode());
                    document = document.append(item.path(), item.value());
                    own.add(item);
                } else if (before.entries().contains(item) || HooksInFile.isGenerated(item)) {
                    own.add(item);
                }
            }
            case Entry.Setting setting -> set(setting);
        }
    }

    private void set(Entry.Setting setting) {
        List<String> path = setting.path();
        Optional<JsonNode> present = document.at(path);
        boolean ours = before.entries().stream().anyMatch(one -> one.path().equals(path));
        if (present.isEmpty()) {
            makeContainers(path.subList(0, path.size() - 1), JsonNodeFactory.instance.objectNode());
            document = document.put(path, setting.value());
            own.add(setting);
        } else if (ours) {
            if (!present.get().equals(setting.value())) {
                document = document.replace(path, setting.value());
            }
            own.add(setting);
        } else if (!present.get().equals(setting.value())) {
            notes.add(
                    "%s says %s: %s; that was left as it is (%s was meant)"
                            .formatted(
                                    file, String.join(".", path), present.get(), setting.value()));
        }
    }

    /**
     * @param last what is to stand at the path itself, unless something does
     */
    private void makeContainers(List<String> path, JsonNode last) {
        for (int length = 1; length <= path.size(); length++) {
            List<String> part = path.subList(0, length);
            JsonNode wantedHere =
                    length < path.size() ? JsonNodeFactory.instance.objectNode() : last;
            Optional<JsonNode> present = document.at(part);
            if (present.isEmpty()) {
                document = document.put(part, wantedHere);
                containers.add(List.copyOf(part));
            } else if (present.get().getNodeType() != wantedHere.getNodeType()) {
                throw new NotGenerated(
                        "%s: %s is no %s; nothing was written"
                                .formatted(
                                        file,
                                        String.join(".", part),
                                        wantedHere.isArray() ? "list" : "object"));
            }
        }
    }

    private Optional<Integer> place(Entry.Item item) {
        JsonNode list = document.at(item.path()).orElseGet(JsonNodeFactory.instance::missingNode);
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            if (list.get(i).equals(item.value())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
