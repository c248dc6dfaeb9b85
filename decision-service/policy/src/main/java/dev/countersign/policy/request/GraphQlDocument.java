package dev.countersign.policy.request;

import dev.countersign.policy.action.Wild;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operations of one GraphQL document and the fields at their top, whatever they are called in
 * the answer and whichever fragment they stand in.
 */
final class GraphQlDocument {
    /** A field of which neither the name nor the kind of operation is known. */
    static final String UNKNOWN = String.valueOf(Wild.ANYTHING);

    private final List<Operation> operations;
    private final Map<String, Selection> fragments;
    private final boolean partlyUnknown;

    private GraphQlDocument(
            List<Operation> operations, Map<String, Selection> fragments, boolean partlyUnknown) {
        this.operations = List.copyOf(operations);
        this.fragments = new HashMap<>(fragments);
        this.partlyUnknown = partlyUnknown;
    }

    /**
     * @param kind {@code query}, {@code mutation} or {@code subscription}
     * @param name empty when it has none
     */
    record Operation(String kind, String name, Selection selection) {}

    /** What stands directly between two braces. */
    record Selection(List<String> fields, List<String> spreads) {}

    /** Empty when the text is no document with operations. */
    static Optional<GraphQlDocument> read(String text) {
        return GraphQlToken.in(text)
                .flatMap(tokens -> new GraphQlReader(tokens).document())
                .map(
                        read ->
                                new GraphQlDocument(
                                        read.operations(),
                                        read.fragments(),
                                        text.indexOf(Wild.ANYTHING) >= 0));
    }

    /**
     * What would be run, as {@code mutation volumeDelete}.
     *
     * @param chosen the name of the operation that the request asks for, when it says one
     */
    Set<String> fields(Optional<String> chosen) {
        var fields = new LinkedHashSet<String>();
        for (Operation operation : chosen.map(this::named).orElse(operations)) {
            addTo(fields, operation);
        }
        if (partlyUnknown) {
            // Text that is put in can end the text around it.
            fields.add(UNKNOWN);
        }
        return fields;
    }

    /** Where the name does not say exactly one, any of them may be meant. */
    private List<Operation> named(String name) {
        List<Operation> meant =
                operations.stream().filter(operation -> operation.name().equals(name)).toList();
        return meant.size() == 1 ? meant : operations;
    }

    private void addTo(Set<String> fields, Operation operation) {
        var todo = new ArrayDeque<Selection>(List.of(operation.selection()));
        var seen = new HashSet<String>();
        while (!todo.isEmpty()) {
            Selection selection = todo.remove();
            for (String field : selection.fields()) {
                fields.add(Wild.hasUnknown(field) ? UNKNOWN : operation.kind() + " " + field);
            }
            for (String spread : selection.spreads()) {
                Selection fragment = fragments.get(spread);
                if (fragment == null) {
                    fields.add(UNKNOWN);
                } else if (seen.add(spread)) {
                    todo.add(fragment);
                }
            }
        }
    }
}
