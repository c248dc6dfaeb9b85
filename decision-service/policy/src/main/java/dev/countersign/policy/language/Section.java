package dev.countersign.policy.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a policy file. Every way of reading it reports what does not fit and goes on. */
final class Section {
    private final String name;
    private final Node node;
    private final Errors errors;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private Section(String name, MappingNode node, Errors errors) {
        this.name = name;
        this.node = node;
        this.errors = errors;
    }

    /** Reads a mapping whose keys are these; others are errors, as are repeated ones. */
    static Section of(String name, MappingNode mapping, Collection<String> known, Errors errors) {
        var section = new Section(name, mapping, errors);
        for (NodeTuple tuple : mapping.getValue()) {
            section.add(tuple, known);
        }
        return section;
    }

    private void add(NodeTuple tuple, Collection<String> known) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            errors.at(tuple.getKeyNode(), "a key is a word");
            return;
        }
        String word = key.getValue();
        if (!known.contains(word)) {
            errors.at(key, "unknown key \"" + word + "\"" + in() + DidYouMean.hint(word, known));
        } else if (values.putIfAbsent(word, tuple.getValueNode()) != null) {
            errors.at(key, "\"" + word + "\" is given twice" + in());
        } else {
            keys.put(word, key);
        }
    }

    private String in() {
        return name.isEmpty() ? "" : " in " + name;
    }

    Node node() {
        return node;
    }

    Source source() {
        return errors.source(node);
    }

    Source source(String key) {
        Node found = values.get(key);
        return errors.source(found == null ? node : found);
    }

    void wrong(String key, String message) {
        Node found = values.get(key);
        errors.at(found == null ? node : found, message);
    }

    void wrong(String message) {
        errors.at(node, message);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return keys.keySet();
    }

    void refuse(String key, String message) {
        Node found = keys.get(key);
        if (found != null) {
            errors.at(found, message);
        }
    }

    Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<String> text(String key) {
        return value(key).flatMap(found -> scalar(found, path(key) + " is a text"));
    }

    Optional<String> required(String key) {
        if (!has(key)) {
            errors.at(node, "\"" + key + "\" is missing" + in());
        }
        return text(key);
    }

    private String path(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private Optional<String> scalar(Node found, String expected) {
        if (found instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar.getValue());
        }
        errors.at(found, expected);
        return Optional.empty();
    }

    Optional<Boolean> flag(String key) {
        return text(key)
                .flatMap(
                        word ->
                                switch (word) {
                                    case "true" -> Optional.of(true);
                                    case "false" -> Optional.of(false);
                                    default -> {
                                        wrong(key, path(key) + " is true or false");
                                        yield Optional.empty();
                                    }
                                });
    }

    OptionalInt integer(String key, int least) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().matches("[0-9]{1,9}") && Integer.parseInt(text.get()) >= least) {
            return OptionalInt.of(Integer.parseInt(text.get()));
        }
        wrong(key, path(key) + " is a whole number of at least " + least);
        return OptionalInt.empty();
    }

    /** One of a closed set of words. */
    <T> Optional<T> word(
            String key, Function<String, Optional<T>> parse, Collection<String> known) {
        return value(key)
                .flatMap(
                        at -> text(key).flatMap(word -> parsed(at, word, parse, known, path(key))));
    }

    private <T> Optional<T> parsed(
            Node at,
            String word,
            Function<String, Optional<T>> parse,
            Collection<String> known,
            String what) {
        Optional<T> value = parse.apply(word);
        if (value.isEmpty()) {
            errors.at(
                    at,
                    what
                            + " cannot be \""
                            + word
                            + "\""
                            + DidYouMean.hint(word, known)
                            + " (one of "
                            + String.join(", ", known)
                            + ")");
        }
        return value;
    }

    /** A list of words of a closed set; a single word counts as a list of one. */
    <T> List<T> words(String key, Function<String, Optional<T>> parse, Collection<String> known) {
        var found = new ArrayList<T>();
        eachText(
                key, (at, word) -> parsed(at, word, parse, known, path(key)).ifPresent(found::add));
        return found;
    }

    /** What is made of each text of a list; a thrown message becomes an error at that text. */
    <T> List<T> texts(String key, Function<String, T> make) {
        var made = new ArrayList<T>();
        eachText(key, (at, text) -> make(at, text, make).ifPresent(made::add));
        return made;
    }

    <T> Optional<T> make(Node at, String text, Function<String, T> make) {
        try {
            return Optional.of(make.apply(text));
        } catch (IllegalArgumentException unusable) {
            errors.at(at, String.valueOf(unusable.getMessage()));
            return Optional.empty();
        }
    }

    List<String> texts(String key) {
        return texts(key, Function.identity());
    }

    void eachText(String key, TextAt use) {
        each(key, item -> textOf(item, path(key)).ifPresent(text -> use.accept(item, text)));
    }

    /** YAML takes some words for something else, and so did perhaps whoever wrote them. */
    Optional<String> textOf(Node item, String path) {
        Optional<String> text = scalar(item, path + " holds texts");
        if (text.isPresent() && Set.of(Tag.BOOL, Tag.INT, Tag.FLOAT).contains(item.getTag())) {
            errors.at(
                    item,
                    "%s holds texts; write \"%s\" in quotes if that is meant"
                            .formatted(path, text.get()));
            return Optional.empty();
        }
        return text;
    }

    /** Each number of a list, as it is written; a single one counts as a list of one. */
    <T> List<T> numbers(String key, Function<String, T> make) {
        var made = new ArrayList<T>();
        each(
                key,
                item ->
                        scalar(item, path(key) + " holds numbers")
                                .flatMap(text -> make(item, text, make))
                                .ifPresent(made::add));
        return made;
    }

    /** Each item of a list; a single value counts as a list of one. */
    void each(String key, Consumer<Node> use) {
        Node found = values.get(key);
        if (found instanceof SequenceNode sequence) {
            if (sequence.getValue().isEmpty()) {
                errors.at(found, path(key) + " is empty; leave it out or name something");
            }
            sequence.getValue().forEach(use);
        } else if (found != null) {
            use.accept(found);
        }
    }

    Optional<Section> section(String key, Collection<String> known) {
        return value(key).flatMap(found -> section(path(key), found, known));
    }

    Optional<Section> section(String path, Node found, Collection<String> known) {
        if (found instanceof MappingNode mapping) {
            return Optional.of(of(path, mapping, known, errors));
        }
        errors.at(found, path + " is a mapping of " + String.join(", ", known));
        return Optional.empty();
    }

    /** A mapping with free keys. */
    Map<String, Node> freely(String key) {
        var free = new LinkedHashMap<String, Node>();
        Node found = values.get(key);
        if (found instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                scalar(tuple.getKeyNode(), "a key is a word")
                        .ifPresent(
                                word -> {
                                    if (free.putIfAbsent(word, tuple.getValueNode()) != null) {
                                        errors.at(
                                                tuple.getKeyNode(),
                                                "\"" + word + "\" is given twice in " + path(key));
                                    }
                                });
            }
        } else if (found != null) {
            errors.at(found, path(key) + " is a mapping");
        }
        return free;
    }

    Errors errors() {
        return errors;
    }

    /** A text and the node it stands in. */
    interface TextAt {
        void accept(Node at, String text);
    }
}
