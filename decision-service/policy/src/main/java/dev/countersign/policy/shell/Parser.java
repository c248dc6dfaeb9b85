package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads commands: lists, pipelines and simple commands; the compound ones in {@link Compound}. */
final class Parser {
    /** Words that end a list when they stand where a command would. */
    private static final Set<String> CLOSERS =
            Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

    private final Cursor cursor;
    private final Budget budget;
    private final Lexer lexer;
    private final Redirections redirections;
    private final Signs signs;
    private int depth;

    /** Commands read so far that are not part of a finished list. */
    private final List<Command> loose = new ArrayList<>();

    Parser(Cursor cursor, Budget budget, int depth) {
        this.cursor = cursor;
        this.budget = budget;
        this.depth = depth;
        this.lexer = new Lexer(cursor, budget, depth);
        this.redirections = new Redirections(cursor, lexer, budget, depth);
        this.signs = new Signs(cursor, lexer, redirections);
    }

    /** Parses a whole text. Trouble in it ends the reading; what was read before is kept. */
    static Script parse(String text, Budget budget, int depth) {
        Script script = read(text, budget, depth);
        budget.renew();
        return script;
    }

    /** Parses a text inside another one, whose reading ends too when the budget is used up. */
    static Script parseInside(String text, Budget budget, int depth) {
        Script script = read(text, budget, depth);
        if (budget.isUsedUp()) {
            throw new Trouble(Opacity.LIMIT);
        }
        return script;
    }

    private static Script read(String text, Budget budget, int depth) {
        var cursor = new Cursor(text, budget);
        var parser = new Parser(cursor, budget, depth);
        var commands = new ArrayList<Command>();
        try {
            while (!cursor.atEnd()) {
                parser.loose.clear();
                parser.list(commands, "");
                if (!cursor.atEnd()) {
                    throw new Trouble(Opacity.PARSE);
                }
            }
            return new Script(commands, Optional.empty());
        } catch (Trouble trouble) {
            commands.addAll(parser.loose);
            return new Script(commands, Optional.of(trouble.reason()));
        }
    }

    /** Reads a list up to the closer, which is not consumed. */
    List<Command> until(String closer) {
        var commands = new ArrayList<Command>();
        list(commands, closer);
        return commands;
    }

    private void list(List<Command> into, String closer) {
        while (true) {
            signs.skipLines();
            if (cursor.atEnd() || atCloser(closer)) {
                return;
            }
            int before = cursor.at();
            Command command = andOr();
            signs.skipBlanks();
            boolean background = cursor.peek() == '&' && cursor.peek(1) != '&';
            into.add(background ? Command.Group.apart(command) : command);
            if (!separator() && !cursor.atEnd() && !atCloser(closer)) {
                throw new Trouble(Opacity.PARSE);
            }
            if (cursor.at() == before) {
                throw new Trouble(Opacity.PARSE);
            }
        }
    }

    private boolean atCloser(String closer) {
        if (cursor.peek() == ')') {
            return closer.equals(")");
        }
        if (cursor.startsWith(";;") || cursor.startsWith(";&")) {
            return closer.equals("esac");
        }
        return closer.length() > 1 || closer.equals("}")
                ? CLOSERS.contains(signs.peekWord())
                : false;
    }

    private boolean separator() {
        if (cursor.startsWith(";;") || cursor.startsWith(";&") || cursor.startsWith("&&")) {
            return false;
        }
        if (cursor.peek() == '\n') {
            signs.newline();
            return true;
        }
        return cursor.take(";") || cursor.take("&");
    }

    private Command andOr() {
        int at = cursor.at();
        var commands = new ArrayList<Command>();
        commands.add(pipeline());
        boolean alternatives = false;
        while (true) {
            signs.skipBlanks();
            alternatives |= cursor.startsWith("||");
            if (!cursor.take("&&") && !cursor.take("||")) {
                return commands.size() == 1
                        ? commands.getFirst()
                        : new Command.AndOr(commands, alternatives, at);
            }
            signs.skipLines();
            commands.add(pipeline());
        }
    }

    private Command pipeline() {
        int at = cursor.at();
        if (skipPrefixes() && atPipelineEnd()) {
            return new Command.Pipeline(List.of(), at);
        }
        var commands = new ArrayList<Command>();
        commands.add(command());
        while (true) {
            signs.skipBlanks();
            if (cursor.startsWith("||") || !(cursor.take("|&") || cursor.take("|"))) {
                return commands.size() == 1
                        ? commands.getFirst()
                        : new Command.Pipeline(commands, at);
            }
            signs.skipLines();
            commands.add(command());
        }
    }

    /** {@code !} and {@code time} may stand alone. */
    private boolean atPipelineEnd() {
        return cursor.atEnd() || "\n;&".indexOf(cursor.peek()) >= 0;
    }

    /** {@code !} and {@code time} change nothing about what runs; whether there was one. */
    private boolean skipPrefixes() {
        boolean any = false;
        while (true) {
            String word = signs.peekWord();
            if (word.equals("!")) {
                cursor.take("!");
            } else if (word.equals("time")) {
                cursor.take("time");
                signs.skipBlanks();
                if (signs.peekWord().equals("-p")) {
                    cursor.take("-p");
                }
            } else {
                return any;
            }
            any = true;
            signs.skipBlanks();
        }
    }

    /** Reads one command, simple or compound. */
    Command command() {
        budget.command();
        Budget.depth(++depth);
        signs.skipBlanks();
        int at = cursor.at();
        Command command =
                new Compound(this, cursor, lexer, signs, redirections)
                        .take()
                        .orElseGet(() -> simpleOrFunction(at));
        depth--;
        if (command instanceof Command.Simple) {
            loose.add(command);
        }
        return command;
    }

    private Command simpleOrFunction(int at) {
        var assignments = new ArrayList<Command.Assignment>();
        var words = new ArrayList<Word>();
        var found = new ArrayList<Redirect>();
        while (true) {
            signs.skipBlanks();
            if (redirections.takeOne(found)) {
                continue;
            }
            if (lexer.isAtWordEnd() && !cursor.startsWith("<(") && !cursor.startsWith(">(")) {
                break;
            }
            var next = new Assignments(cursor, lexer);
            boolean expected = words.isEmpty() || declares(words.getFirst()) && next.atArray();
            Optional<Command.Assignment> assignment = expected ? next.take() : Optional.empty();
            if (assignment.isPresent()) {
                assignments.add(assignment.get());
            } else {
                words.add(lexer.word());
            }
        }
        if (words.size() == 1 && assignments.isEmpty() && found.isEmpty() && cursor.peek() == '(') {
            return functionNamed(words.getFirst(), at);
        }
        if (words.isEmpty() && assignments.isEmpty() && found.isEmpty()) {
            throw new Trouble(Opacity.PARSE);
        }
        return new Command.Simple(assignments, words, found, at);
    }

    private static boolean declares(Word word) {
        return ShellWords.declares(word.bare());
    }

    private Command functionNamed(Word name, int at) {
        signs.expect("(");
        signs.skipBlanks();
        signs.expect(")");
        signs.skipLines();
        return new Command.Function(name.bare(), command(), at);
    }
}
