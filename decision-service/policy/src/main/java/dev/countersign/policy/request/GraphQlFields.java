package dev.countersign.policy.request;

import dev.countersign.policy.action.Wild;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks an interface of GraphQL for, wherever its document stands: in JSON, in a list
 * of requests, in a form, in the address, or as the whole body.
 */
final class GraphQlFields {
    private static final int MOST = 64;

    /** Names under which a document, or what holds one, is sent. */
    private static final Set<String> DOCUMENTS = Set.of("query", "operations", "document", "gql");

    /** Without a document they say that the server knows it already. */
    private static final Set<String> REFERENCES =
            Set.of("extensions", "documentid", "doc_id", "queryid", "query_hash", "persistedquery");

    private final Set<String> found = new LinkedHashSet<>();
    private final boolean atGraphQl;

    private GraphQlFields(boolean atGraphQl) {
        this.atGraphQl = atGraphQl;
    }

    /**
     * Fields as {@code mutation volumeDelete}; unknown text for those of which nothing is known;
     * none when the request is not of GraphQL.
     */
    static Set<String> of(List<String> paths, String query, List<String> bodies) {
        var fields =
                new GraphQlFields(
                        paths.stream()
                                .map(path -> path.toLowerCase(Locale.ROOT))
                                .anyMatch(
                                        path -> path.contains("graphql") || path.contains("gql")));
        fields.pairs(query);
        bodies.forEach(fields::body);
        boolean asks = !query.isEmpty() || !bodies.isEmpty();
        if (fields.found.isEmpty() && fields.atGraphQl && asks || fields.found.size() > MOST) {
            return Set.of(GraphQlDocument.UNKNOWN);
        }
        return fields.found;
    }

    private void body(String body) {
        String text = body.strip();
        if (Wild.isWhollyUnknown(text)) {
            unknown();
        } else if (text.startsWith("{") || text.startsWith("[")) {
            structure(text);
        } else if (!document(text, Optional.empty())) {
            pairs(text);
        }
    }

    private void structure(String text) {
        Optional<Json> json = JsonReader.read(text);
        if (json.isPresent()) {
            value(json.get());
            if (text.indexOf(Wild.ANYTHING) >= 0) {
                // Text that is put in can end the text around it.
                unknown();
            }
        } else if (!document(text, Optional.empty())) {
            unknown();
        }
    }

    private void value(Json json) {
        switch (json) {
            case Json.Items items -> items.items().forEach(this::value);
            case Json.Entries entries -> entries(entries);
            case Json.Unknown unknown -> unknown();
            case Json.Text text -> {}
            case Json.Plain plain -> {}
        }
    }

    private void entries(Json.Entries entries) {
        boolean said = false;
        for (Json.Entry entry : entries.entries()) {
            if (DOCUMENTS.contains(lower(entry.name()))) {
                said = true;
                document(entry.value(), chosen(entries));
            }
        }
        boolean refers =
                entries.entries().stream()
                        .anyMatch(entry -> REFERENCES.contains(lower(entry.name())));
        if (!said && (refers || atGraphQl)) {
            unknown();
        }
    }

    /** A name that is given twice says nothing: servers differ in which one counts. */
    private static Optional<String> chosen(Json.Entries entries) {
        List<Json> names = entries.named("operationName");
        return names.size() == 1
                        && names.getFirst() instanceof Json.Text text
                        && Wild.isLiteral(text.text())
                ? Optional.of(text.text())
                : Optional.empty();
    }

    private void document(Json value, Optional<String> chosen) {
        switch (value) {
            case Json.Text text -> {
                if (!document(text.text(), chosen) && (atGraphQl || Wild.hasUnknown(text.text()))) {
                    unknown();
                }
            }
            case Json.Unknown unknown -> unknown();
            case Json.Items items -> value(items);
            case Json.Entries entries -> value(entries);
            case Json.Plain plain -> {}
        }
    }

    private boolean document(String text, Optional<String> chosen) {
        Optional<GraphQlDocument> document = GraphQlDocument.read(text);
        document.ifPresent(known -> found.addAll(known.fields(chosen)));
        return document.isPresent();
    }

    /** {@code query=…&operationName=…}, with and without the escapes of a form. */
    private void pairs(String form) {
        int start = 0;
        int tries = 0;
        while (start < form.length()) {
            int and = form.indexOf('&', start);
            int end = and < 0 ? form.length() : and;
            String pair = form.substring(start, end);
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (Wild.isWhollyUnknown(name) || name.indexOf(Wild.ANYTHING) >= 0) {
                unknown();
            } else if (equals > 0 && holdsDocument(name) && ++tries <= MOST) {
                if (name.endsWith(":")) {
                    JsonReader.read(pair.substring(equals + 1))
                            .ifPresent(json -> document(json, Optional.empty()));
                }
                sent(pair.substring(equals + 1));
                sent(Encoded.undoneInForm(pair.substring(equals + 1)));
                // An item of its own is no form, and the sign between pairs is a part of it.
                document(form.substring(start + equals + 1), Optional.empty());
            }
            start = end + 1;
        }
        if (tries > MOST) {
            unknown();
        }
    }

    /** {@code query:=…} is an item of JSON. */
    private static boolean holdsDocument(String name) {
        String plain = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
        return DOCUMENTS.contains(lower(Encoded.undoneInForm(plain)));
    }

    private void sent(String text) {
        if (text.strip().startsWith("[") || text.strip().startsWith("{\"")) {
            structure(text.strip());
        } else if (Wild.hasUnknown(text) && !document(text, Optional.empty())) {
            unknown();
        } else {
            document(text, Optional.empty());
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void unknown() {
        found.add(GraphQlDocument.UNKNOWN);
    }
}
