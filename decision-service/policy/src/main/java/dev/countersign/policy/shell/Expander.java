package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expands words the way the shell does, with marks where the result is not known. */
final class Expander {
    private final Walker walker;
    private final Environment environment;
    private final Reach reach;

    Expander(Walker walker, Environment environment, Reach reach) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach;
    }

    /** All fields of all words. */
    List<String> fields(List<Word> words) {
        var all = new ArrayList<String>();
        for (Word word : words) {
            for (Word one : new BraceWords(walker.budget()).expand(word)) {
                var fields = new Fields(walker.budget(), Optional.of(separators()));
                expand(one.pieces(), fields);
                all.addAll(fields.all());
                if (environment.matchesDots()) {
                    fields.all().forEach(field -> dotted(field, all));
                }
            }
        }
        return all;
    }

    private static void dotted(String field, List<String> into) {
        int segment = field.lastIndexOf('/') + 1;
        if (segment < field.length() && field.charAt(segment) == Wild.STAR) {
            into.add(field.substring(0, segment) + '.' + field.substring(segment));
        }
    }

    /**
     * The word as one text: values of assignments, subjects of {@code case}, bodies of
     * here-documents.
     */
    String single(Word word) {
        var fields = new Fields(walker.budget(), Optional.empty());
        expand(word.pieces(), fields);
        return String.join(" ", fields.all());
    }

    /** The word as the target of a redirection: patterns count, splitting does not. */
    String target(Word word) {
        List<String> fields = fields(List.of(word));
        return fields.size() == 1 ? fields.getFirst() : single(word);
    }

    /** Where nobody knows them, the usual ones. */
    private String separators() {
        return environment
                .value("IFS")
                .filter(values -> values.size() == 1)
                .map(List::getFirst)
                .filter(Wild::isLiteral)
                .orElse(" \t\n");
    }

    private void expand(List<Piece> pieces, Fields into) {
        for (Piece piece : pieces) {
            expand(piece, into, false);
        }
    }

    private void expand(Piece piece, Fields into, boolean quoted) {
        switch (piece) {
            case Piece.Text text -> {
                if (text.quoted() || quoted) {
                    into.append(text.text());
                } else {
                    into.appendPattern(text.text());
                }
            }
            case Piece.DoubleQuoted inner -> quoted(inner, into);
            case Piece.Parameter parameter -> parameter(parameter, into, quoted);
            case Piece.Substitution substitution -> {
                String output = walker.substitute(substitution, environment, reach);
                value(
                        output,
                        into,
                        quoted || substitution.kind() != Piece.Substitution.Kind.OUTPUT);
            }
            case Piece.Arithmetic arithmetic -> {
                String expression = single(arithmetic.inner());
                walker.evaluate(expression, environment, reach);
                new Counting(environment).in(expression);
                into.append(Flow.NUMBER);
            }
        }
    }

    private void quoted(Piece.DoubleQuoted inner, Fields into) {
        boolean onlyList =
                inner.inner().size() == 1
                        && inner.inner().getFirst() instanceof Piece.Parameter parameter
                        && isList(parameter);
        if (!onlyList) {
            into.append("");
        }
        for (Piece piece : inner.inner()) {
            expand(piece, into, true);
        }
    }

    private static boolean isList(Piece.Parameter parameter) {
        return parameter.name().equals("@") || subscript(parameter).equals("@");
    }

    private static String subscript(Piece.Parameter parameter) {
        return parameter
                .subscript()
                .filter(word -> word.pieces().size() == 1)
                .map(word -> word.pieces().getFirst() instanceof Piece.Text text ? text.text() : "")
                .orElse("");
    }

    private void parameter(Piece.Parameter parameter, Fields into, boolean quoted) {
        if (!parameter.length() && !parameter.operator().endsWith("+")) {
            used(parameter);
        }
        if (parameter.operator().endsWith("-") && isUnset(parameter)) {
            parameter.operand().ifPresent(word -> defaultValue(word, into, quoted));
            return;
        }
        List<String> values = values(parameter);
        boolean separate =
                isList(parameter)
                        || (!quoted
                                && (parameter.name().equals("*")
                                        || subscript(parameter).equals("*")));
        if (!separate) {
            value(String.join(joint(parameter), values), into, quoted);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                into.close();
            }
            value(values.get(i), into, quoted);
        }
    }

    /** What is looked up by the value of another variable is noted where that is known. */
    private void used(Piece.Parameter parameter) {
        if (Lexer.isName(parameter.name())) {
            walker.gathering().uses(environment.referred(parameter.name()), reach);
        }
        if (parameter.indirect() && parameter.subscript().isEmpty()) {
            environment
                    .value(parameter.name())
                    .orElse(List.of(Flow.UNKNOWN))
                    .forEach(name -> walker.gathering().uses(environment.referred(name), reach));
        }
    }

    /** Quotes in a default keep their meaning; what is not quoted is split. */
    private void defaultValue(Word word, Fields into, boolean quoted) {
        for (Piece piece : word.pieces()) {
            if (piece instanceof Piece.Text text && !text.quoted() && !quoted) {
                into.appendValue(text.text());
            } else {
                expand(piece, into, quoted);
            }
        }
    }

    /** Whether the default of a plain parameter stands in its place. */
    private boolean isUnset(Piece.Parameter parameter) {
        return parameter.subscript().isEmpty()
                && !parameter.indirect()
                && !parameter.length()
                && ParameterOperation.isAbsent(
                        parameter.operator(), first(environment.value(parameter.name())));
    }

    private static Optional<List<String>> first(Optional<List<String>> found) {
        return found.map(list -> list.isEmpty() ? list : List.of(list.getFirst()));
    }

    /** A star joins its values with the first separator. */
    private String joint(Piece.Parameter parameter) {
        boolean star = parameter.name().equals("*") || subscript(parameter).equals("*");
        String separators = separators();
        if (!star) {
            return " ";
        }
        return separators.isEmpty() ? "" : separators.substring(0, 1);
    }

    private static void value(String value, Fields into, boolean quoted) {
        if (quoted) {
            into.append(value);
        } else {
            into.appendValue(value);
        }
    }

    private List<String> values(Piece.Parameter parameter) {
        String name = parameter.name();
        // A subscript is evaluated, so substitutions in it run.
        Optional<String> subscript = parameter.subscript().map(this::single);
        subscript.ifPresent(text -> walker.evaluate(text, environment, reach));
        Optional<List<String>> found = environment.value(name);
        if (parameter.indirect()) {
            found.ifPresent(list -> list.forEach(one -> walker.evaluate(one, environment, reach)));
            found =
                    found.filter(list -> list.size() == 1)
                            .flatMap(list -> environment.value(list.getFirst()));
            if (found.isEmpty()) {
                return List.of(Flow.UNKNOWN);
            }
        }
        if (parameter.length()) {
            return List.of(Flow.NUMBER);
        }
        if (subscript.isPresent() && !subscript.get().equals("@") && !subscript.get().equals("*")) {
            found = found.map(list -> element(list, subscript.get()));
        } else if (subscript.isEmpty() && !name.equals("@") && !name.equals("*")) {
            found = first(found);
        } else if (parameter.operator().equals(":")) {
            return slice(parameter, found);
        }
        return new ParameterOperation(this, walker, environment, reach).apply(parameter, found);
    }

    private static List<String> element(List<String> list, String index) {
        if (!list.contains(Flow.UNKNOWN) && index.matches("-?[0-9]{1,5}")) {
            int number = Integer.parseInt(index);
            int at = number < 0 ? list.size() + number : number;
            return at >= 0 && at < list.size() ? List.of(list.get(at)) : List.of();
        }
        return List.of(Flow.UNKNOWN);
    }

    /** {@code ${list[@]:1:2}} takes elements, not characters; of {@code $@} the first is one. */
    private List<String> slice(Piece.Parameter parameter, Optional<List<String>> found) {
        String[] bounds = parameter.operand().map(this::single).orElse("").trim().split(":", 2);
        boolean plain = true;
        for (String bound : bounds) {
            walker.evaluate(bound, environment, reach);
            plain &= bound.trim().matches("[0-9]{1,5}");
        }
        if (!plain || found.isEmpty() || found.get().contains(Flow.UNKNOWN)) {
            return List.of(Flow.UNKNOWN);
        }
        var list = new ArrayList<>(found.get());
        if (parameter.subscript().isEmpty()) {
            list.addFirst("bash");
        }
        int start = Math.min(Integer.parseInt(bounds[0].trim()), list.size());
        int length = bounds.length == 1 ? list.size() : Integer.parseInt(bounds[1].trim());
        return list.subList(start, Math.min(start + length, list.size()));
    }
}
