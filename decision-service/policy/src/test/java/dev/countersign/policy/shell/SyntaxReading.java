package dev.countersign.policy.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The simple commands of a text as the parser reads them, before any expansion: words with {@code
 * …} where something would be expanded.
 */
public final class SyntaxReading {
    private final List<List<String>> commands = new ArrayList<>();

    private SyntaxReading() {}

    /** Empty when the parser does not accept the text. */
    public static Optional<List<List<String>>> of(String text) {
        Script script = Parser.parse(text, new Budget(), 0);
        var reading = new SyntaxReading();
        reading.commands(script.commands());
        return script.trouble().isPresent() ? Optional.empty() : Optional.of(reading.commands);
    }

    private void commands(List<Command> some) {
        some.forEach(this::command);
    }

    private void command(Command command) {
        switch (command) {
            case Command.Simple simple -> simple(simple);
            case Command.Pipeline pipeline -> commands(pipeline.commands());
            case Command.AndOr andOr -> commands(andOr.commands());
            case Command.Group group -> {
                commands(group.body());
                redirects(group.redirects());
            }
            case Command.Branches branches -> {
                branches.blocks().forEach(this::commands);
                redirects(branches.redirects());
            }
            case Command.Loop loop -> {
                loop.words().ifPresent(words -> words.forEach(this::inside));
                commands(loop.body());
                redirects(loop.redirects());
            }
            case Command.Case one -> {
                inside(one.subject());
                one.clauses().forEach(clause -> commands(clause.body()));
                redirects(one.redirects());
            }
            case Command.Function function -> command(function.body());
            case Command.Test test -> test.words().forEach(this::inside);
            case Command.Arithmetic arithmetic -> {
                inside(arithmetic.expression());
                commands(arithmetic.body());
            }
        }
    }

    private void simple(Command.Simple simple) {
        for (Command.Assignment assignment : simple.assignments()) {
            assignment.subscript().ifPresent(this::inside);
            assignment.value().forEach(this::inside);
        }
        simple.words().forEach(this::inside);
        redirects(simple.redirects());
        if (!simple.words().isEmpty()) {
            commands.add(simple.words().stream().map(word -> text(word.pieces())).toList());
        }
    }

    private void redirects(List<Redirect> redirects) {
        for (Redirect redirect : redirects) {
            if (redirect.document().isPresent()) {
                inside(redirect.document().get().body());
            } else {
                inside(redirect.target());
            }
        }
    }

    private void inside(Word word) {
        word.pieces().forEach(this::inside);
    }

    private void inside(Piece piece) {
        switch (piece) {
            case Piece.Text text -> {}
            case Piece.DoubleQuoted quoted -> quoted.inner().forEach(this::inside);
            case Piece.Parameter parameter -> {
                parameter.subscript().ifPresent(this::inside);
                parameter.operand().ifPresent(this::inside);
            }
            case Piece.Substitution substitution -> commands(substitution.script().commands());
            case Piece.Arithmetic arithmetic -> inside(arithmetic.inner());
        }
    }

    private static String text(List<Piece> pieces) {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Text plain -> plain.text();
                        case Piece.DoubleQuoted quoted -> text(quoted.inner());
                        case Piece.Parameter parameter -> "…";
                        case Piece.Substitution substitution -> "…";
                        case Piece.Arithmetic arithmetic -> "…";
                    });
        }
        return text.toString();
    }
}
