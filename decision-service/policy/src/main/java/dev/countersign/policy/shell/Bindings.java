package dev.countersign.policy.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names mean to a running shell: values, and what was declared of them. Most commands change
 * none of it, so a copy shares everything with its original until one of the two is changed.
 */
final class Bindings {
    private Map<String, List<String>> values;
    private Map<String, String> references;
    private Map<Mark, Set<String>> marks;
    private boolean shared;

    /** What may be known of a variable beside its value. */
    enum Mark {
        /** Given a value by the text itself. */
        ASSIGNED,
        /** Seen by programs that are started. */
        EXPORTED,
        /** Whatever is assigned to it is evaluated as a number. */
        INTEGER,
        /** Holds a copy of a variable that holds a credential. */
        CREDENTIAL,
        /** Belongs to the function that is running. */
        LOCAL
    }

    Bindings(Map<String, List<String>> values, Map<Mark, Set<String>> marks) {
        this(values, Map.of(), marks);
    }

    private Bindings(
            Map<String, List<String>> values,
            Map<String, String> references,
            Map<Mark, Set<String>> marks) {
        this.values = values;
        this.references = references;
        this.marks = marks;
        this.shared = true;
    }

    /** Changes of either leave the other as it is. */
    Bindings copy() {
        shared = true;
        return new Bindings(values, references, marks);
    }

    Optional<List<String>> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    void put(String name, List<String> value) {
        own();
        values.put(name, List.copyOf(value));
    }

    void remove(String name) {
        if (values.containsKey(name)) {
            own();
            values.remove(name);
        }
    }

    boolean is(Mark mark, String name) {
        return all(mark).contains(name);
    }

    Set<String> all(Mark mark) {
        return marks.getOrDefault(mark, Set.of());
    }

    void mark(Mark mark, String name) {
        if (!is(mark, name)) {
            own();
            marks.computeIfAbsent(mark, none -> new HashSet<>()).add(name);
        }
    }

    /** The variable that a name stands for: another one when it was declared a reference. */
    String referred(String name) {
        String target = name;
        for (int i = 0; i < 8 && references.containsKey(target); i++) {
            target = references.get(target);
        }
        return target;
    }

    void refer(String name, String target) {
        if (!name.equals(target)) {
            own();
            references.put(name, target);
        }
    }

    /** Everything that the text has given a value so far. */
    Map<String, List<String>> assigned() {
        Set<String> names = all(Mark.ASSIGNED);
        if (names.isEmpty()) {
            return Map.of();
        }
        var kept = new HashMap<>(values);
        kept.keySet().retainAll(names);
        return Map.copyOf(kept);
    }

    /** After a function was called: what it changed and did not declare its own. */
    void adopt(Bindings called) {
        called.values.forEach(
                (name, value) -> {
                    if (!called.is(Mark.LOCAL, name)) {
                        put(name, value);
                        if (called.is(Mark.ASSIGNED, name)) {
                            mark(Mark.ASSIGNED, name);
                        }
                    }
                });
        called.all(Mark.EXPORTED).forEach(name -> mark(Mark.EXPORTED, name));
    }

    /** The names whose value is another one than before. */
    List<String> changedSince(Bindings earlier) {
        if (values == earlier.values) {
            return List.of();
        }
        return values.entrySet().stream()
                .filter(now -> !now.getValue().equals(earlier.values.get(now.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void own() {
        if (shared) {
            values = new HashMap<>(values);
            references = new HashMap<>(references);
            var copied = new HashMap<Mark, Set<String>>();
            marks.forEach((mark, names) -> copied.put(mark, new HashSet<>(names)));
            marks = copied;
            shared = false;
        }
    }
}
