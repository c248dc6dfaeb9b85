package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads commands: lists, pipelines, compound commands, redirections and here-documents. */
final class Parser {
    /** Words that end a list when they stand where a command would. */
    private static final Set<String> CLOSERS =
            Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

    private final Cursor cursor;
    private final Budget budget;
    private final Lexer lexer;
    private final Redirections redirections;
    private int depth;

    /** Commands read so far that are not part of a finished list. */
    private final List<Command> loose = new ArrayList<>();

    Parser(Cursor cursor, Budget budget, int depth) {
        this.cursor = cursor;
        this.budget = budget;
        this.depth = depth;
        this.lexer = new Lexer(cursor, budget, depth);
        this.redirections = new Redirections(cursor, lexer, budget, depth);
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
            skipLines();
            if (cursor.atEnd() || atCloser(closer)) {
                return;
            }
            int before = cursor.at();
            Command command = andOr();
            skipBlanks();
            boolean background = cursor.peek() == '&' && cursor.peek(1) != '&';
            into.add(background ? inSubshell(command) : command);
            if (!separator() && !cursor.atEnd() && !atCloser(closer)) {
                throw new Trouble(Opacity.PARSE);
            }
            if (cursor.at() == before) {
                throw new Trouble(Opacity.PARSE);
            }
        }
    }

    private static Command inSubshell(Command command) {
        return new Command.Group(List.of(command), true, List.of(), command.at());
    }

    private boolean atCloser(String closer) {
        if (cursor.peek() == ')') {
            return closer.equals(")");
        }
        if (cursor.startsWith(";;") || cursor.startsWith(";&")) {
            return closer.equals("esac");
        }
        return closer.length() > 1 || closer.equals("}") ? CLOSERS.contains(peekWord()) : false;
    }

    private boolean separator() {
        if (cursor.startsWith(";;") || cursor.startsWith(";&") || cursor.startsWith("&&")) {
            return false;
        }
        if (cursor.peek() == '\n') {
            newline();
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
            skipBlanks();
            alternatives |= cursor.startsWith("||");
            if (!cursor.take("&&") && !cursor.take("||")) {
                return commands.size() == 1
                        ? commands.getFirst()
                        : new Command.AndOr(commands, alternatives, at);
            }
            skipLines();
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
            skipBlanks();
            if (cursor.startsWith("||") || !(cursor.take("|&") || cursor.take("|"))) {
                return commands.size() == 1
                        ? commands.getFirst()
                        : new Command.Pipeline(commands, at);
            }
            skipLines();
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
            String word = peekWord();
            if (word.equals("!")) {
                cursor.take("!");
            } else if (word.equals("time")) {
                cursor.take("time");
                skipBlanks();
                if (peekWord().equals("-p")) {
                    cursor.take("-p");
                }
            } else {
                return any;
            }
            any = true;
            skipBlanks();
        }
    }

    private Command command() {
        budget.command();
        Budget.depth(++depth);
        skipBlanks();
        Command command = compoundOrSimple();
        depth--;
        if (command instanceof Command.Simple) {
            loose.add(command);
        }
        return command;
    }

    private Command compoundOrSimple() {
        int at = cursor.at();
        if (cursor.startsWith("((")) {
            Optional<Command> arithmetic = arithmetic(at);
            if (arithmetic.isPresent()) {
                return arithmetic.get();
            }
        }
        if (cursor.take("(")) {
            List<Command> body = until(")");
            expect(")");
            return new Command.Group(body, true, redirections.afterCompound(), at);
        }
        return switch (peekWord()) {
            case "{" -> group(at);
            case "if" -> conditional(at);
            case "while", "until" -> whileLoop(at);
            case "for", "select" -> forLoop(at);
            case "case" -> caseOf(at);
            case "function" -> function(at);
            case "coproc" -> coproc(at);
            case "[[" -> test(at);
            case "then", "else", "elif", "fi", "do", "done", "esac", "}" ->
                    throw new Trouble(Opacity.PARSE);
            default -> simpleOrFunction(at);
        };
    }

    private Optional<Command> arithmetic(int at) {
        if (!new Parentheses(cursor).closeDouble(2)) {
            cursor.back(at);
            return Optional.empty();
        }
        cursor.back(at);
        cursor.take("((");
        Word expression = lexer.balanced('(', ')');
        expect(")");
        return Optional.of(
                new Command.Arithmetic(expression, List.of(), redirections.afterCompound(), at));
    }

    private Command group(int at) {
        cursor.take("{");
        List<Command> body = until("}");
        keyword("}");
        return new Command.Group(body, false, redirections.afterCompound(), at);
    }

    private Command conditional(int at) {
        var blocks = new ArrayList<List<Command>>();
        keyword("if");
        while (true) {
            blocks.add(until("then"));
            keyword("then");
            blocks.add(until("fi"));
            if (takeKeyword("elif")) {
                continue;
            }
            if (takeKeyword("else")) {
                blocks.add(until("fi"));
            }
            keyword("fi");
            return new Command.Branches(blocks, false, redirections.afterCompound(), at);
        }
    }

    private Command whileLoop(int at) {
        if (!takeKeyword("while")) {
            keyword("until");
        }
        List<Command> condition = until("do");
        List<Command> body = doDone();
        return new Command.Branches(
                List.of(condition, body), true, redirections.afterCompound(), at);
    }

    private List<Command> doDone() {
        skipLines();
        if (takeKeyword("{")) {
            List<Command> body = until("}");
            keyword("}");
            return body;
        }
        keyword("do");
        List<Command> body = until("done");
        keyword("done");
        return body;
    }

    private Command forLoop(int at) {
        if (!takeKeyword("for")) {
            keyword("select");
        }
        skipBlanks();
        if (cursor.take("((")) {
            Word head = lexer.balanced('(', ')');
            expect(")");
            skipBlanks();
            cursor.take(";");
            return new Command.Arithmetic(head, doDone(), redirections.afterCompound(), at);
        }
        String name = takeWord();
        skipLines();
        Optional<List<Word>> words = Optional.empty();
        if (takeKeyword("in")) {
            words = Optional.of(wordsToLineEnd());
        }
        skipBlanks();
        cursor.take(";");
        return new Command.Loop(name, words, doDone(), redirections.afterCompound(), at);
    }

    private List<Word> wordsToLineEnd() {
        var words = new ArrayList<Word>();
        skipBlanks();
        while (!lexer.isAtWordEnd() || cursor.startsWith("<(")) {
            words.add(lexer.word());
            skipBlanks();
        }
        return words;
    }

    private Command caseOf(int at) {
        keyword("case");
        skipLines();
        Word subject = lexer.word();
        skipLines();
        keyword("in");
        var clauses = new ArrayList<Command.Clause>();
        skipLines();
        while (!peekWord().equals("esac")) {
            clauses.add(clause());
            skipLines();
        }
        keyword("esac");
        return new Command.Case(subject, clauses, redirections.afterCompound(), at);
    }

    private Command.Clause clause() {
        skipBlanks();
        cursor.take("(");
        var patterns = new ArrayList<Word>();
        do {
            skipBlanks();
            patterns.add(lexer.word());
            skipBlanks();
        } while (cursor.take("|"));
        expect(")");
        List<Command> body = until("esac");
        if (!cursor.take(";;&") && !cursor.take(";;")) {
            cursor.take(";&");
        }
        return new Command.Clause(patterns, body);
    }

    private Command function(int at) {
        keyword("function");
        skipBlanks();
        String name = takeWord();
        skipBlanks();
        if (cursor.take("(")) {
            skipBlanks();
            expect(")");
        }
        skipLines();
        return new Command.Function(name, command(), at);
    }

    private Command coproc(int at) {
        keyword("coproc");
        skipBlanks();
        int start = cursor.at();
        String name = peekWord();
        if (Lexer.isName(name)) {
            cursor.take(name);
            skipBlanks();
            // A name stands only before a compound command.
            if (cursor.peek() != '('
                    && !Set.of("{", "if", "while", "until", "for", "case", "[[")
                            .contains(peekWord())) {
                cursor.back(start);
            }
        }
        return inSubshell(command());
    }

    private Command test(int at) {
        keyword("[[");
        var words = new ArrayList<Word>();
        while (true) {
            skipLines();
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            if (takeKeyword("]]")) {
                return new Command.Test(words, redirections.afterCompound(), at);
            }
            if (lexer.isAtWordEnd() && !cursor.startsWith("<(") && !cursor.startsWith(">(")) {
                cursor.next();
            } else {
                words.add(lexer.word());
            }
        }
    }

    private Command simpleOrFunction(int at) {
        var assignments = new ArrayList<Command.Assignment>();
        var words = new ArrayList<Word>();
        var found = new ArrayList<Redirect>();
        while (true) {
            skipBlanks();
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
        expect("(");
        skipBlanks();
        expect(")");
        skipLines();
        return new Command.Function(name.bare(), command(), at);
    }

    private void newline() {
        cursor.next();
        redirections.readDocuments();
    }

    private void skipBlanks() {
        while (true) {
            char character = cursor.peek();
            if (character == ' ' || character == '\t') {
                cursor.next();
            } else if (character == '\\' && cursor.peek(1) == '\n') {
                cursor.take("\\\n");
            } else if (character == '#') {
                while (!cursor.atEnd() && cursor.peek() != '\n') {
                    cursor.next();
                }
            } else {
                return;
            }
        }
    }

    private void skipLines() {
        skipBlanks();
        while (cursor.peek() == '\n') {
            newline();
            skipBlanks();
        }
    }

    /** The unquoted word that begins here, without moving; empty when it is quoted or none. */
    private String peekWord() {
        int length = 0;
        while (length < 10) {
            char character = cursor.peek(length);
            if (character == Cursor.END || Lexer.endsWord(character)) {
                break;
            }
            length++;
        }
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(cursor.peek(i));
        }
        // A longer word is no keyword; names are asked for with takeWord.
        return length == 10 && !Lexer.endsWord(cursor.peek(10)) && cursor.peek(10) != Cursor.END
                ? ""
                : word.toString();
    }

    private String takeWord() {
        Word word = lexer.word();
        if (word.bare().isEmpty()) {
            throw new Trouble(Opacity.PARSE);
        }
        return word.bare();
    }

    private boolean takeKeyword(String word) {
        skipBlanks();
        return peekWord().equals(word) && cursor.take(word);
    }

    private void keyword(String word) {
        skipLines();
        if (!takeKeyword(word)) {
            throw new Trouble(Opacity.PARSE);
        }
    }

    private void expect(String sign) {
        if (!cursor.take(sign)) {
            throw new Trouble(Opacity.PARSE);
        }
    }
}
