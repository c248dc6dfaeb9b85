package dev.countersign.policy.request;

import dev.countersign.policy.request.GraphQlDocument.Operation;
import dev.countersign.policy.request.GraphQlDocument.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tokens of a GraphQL document as far as its operations and their first level go. */
final class GraphQlReader {
    private static final Set<String> KINDS = Set.of("query", "mutation", "subscription");

    private final List<GraphQlToken> tokens;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Selection> fragments = new HashMap<>();
    private int at;

    /** What follows cannot be a document. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("", null, false, false);
        }
    }

    record Read(List<Operation> operations, Map<String, Selection> fragments) {}

    GraphQlReader(List<GraphQlToken> tokens) {
        this.tokens = tokens;
    }

    Optional<Read> document() {
        try {
            while (at < tokens.size()) {
                definition();
            }
        } catch (Malformed malformed) {
            return Optional.empty();
        }
        return operations.isEmpty()
                ? Optional.empty()
                : Optional.of(new Read(operations, fragments));
    }

    private void definition() {
        while (peek().kind() == GraphQlToken.Kind.VALUE) {
            // A description.
            at++;
        }
        if (peek().isSign("{")) {
            operations.add(new Operation("query", "", selection()));
        } else if (peek().isName() && KINDS.contains(peek().text())) {
            operation(next().text());
        } else if (peek().isName() && peek().text().equals("fragment")) {
            at++;
            fragment();
        } else {
            throw new Malformed();
        }
    }

    private void operation(String kind) {
        String name = peek().isName() ? next().text() : "";
        variablesAndDirectives();
        operations.add(new Operation(kind, name, selection()));
    }

    /** A second one of the same name may be the one that counts. */
    private void fragment() {
        String name = next().text();
        variablesAndDirectives();
        onType();
        variablesAndDirectives();
        fragments.merge(
                name,
                selection(),
                (one, other) ->
                        new Selection(
                                both(one.fields(), other.fields()),
                                both(one.spreads(), other.spreads())));
    }

    private static List<String> both(List<String> one, List<String> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private void onType() {
        if (peek().isName() && peek().text().equals("on")) {
            at += 2;
        }
    }

    private void variablesAndDirectives() {
        if (peek().isSign("(")) {
            skipBalanced();
        }
        directives();
    }

    private Selection selection() {
        var selection = new Selection(new ArrayList<>(), new ArrayList<>());
        int open = 1;
        expectBrace();
        while (open > 0) {
            GraphQlToken token = next();
            if (token.isSign("}")) {
                open--;
            } else if (token.isSign("...")) {
                open += spread(selection);
            } else if (token.isName()) {
                field(token, selection);
            } else {
                throw new Malformed();
            }
        }
        return selection;
    }

    /** An inline fragment stands for the fields in its braces, which are one level of these. */
    private int spread(Selection selection) {
        if (peek().isName() && !peek().text().equals("on")) {
            selection.spreads().add(next().text());
            directives();
            return 0;
        }
        onType();
        directives();
        expectBrace();
        return 1;
    }

    private void expectBrace() {
        if (!next().isSign("{")) {
            throw new Malformed();
        }
    }

    private void field(GraphQlToken first, Selection selection) {
        GraphQlToken name = first;
        if (peek().isSign(":")) {
            at++;
            name = next();
            if (!name.isName()) {
                throw new Malformed();
            }
        }
        selection.fields().add(name.text());
        if (peek().isSign("(")) {
            skipBalanced();
        }
        directives();
        if (peek().isSign("{")) {
            skipBalanced();
        }
    }

    private void directives() {
        while (peek().isSign("@")) {
            at += 2;
            if (peek().isSign("(")) {
                skipBalanced();
            }
        }
    }

    private void skipBalanced() {
        int depth = 0;
        do {
            GraphQlToken token = next();
            if (token.isSign("(") || token.isSign("{") || token.isSign("[")) {
                depth++;
            } else if (token.isSign(")") || token.isSign("}") || token.isSign("]")) {
                depth--;
            } else if (token.kind() == GraphQlToken.Kind.END) {
                throw new Malformed();
            }
        } while (depth > 0);
    }

    private GraphQlToken peek() {
        return at < tokens.size() ? tokens.get(at) : GraphQlToken.END;
    }

    private GraphQlToken next() {
        GraphQlToken token = peek();
        at++;
        return token;
    }
}
