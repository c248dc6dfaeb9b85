package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads compound commands: groups, branches, loops, tests and functions by key word. */
final class Compound {
    private final Parser parser;
    private final Cursor cursor;
    private final Lexer lexer;
    private final Signs signs;
    private final Redirections redirections;

    Compound(Parser parser, Cursor cursor, Lexer lexer, Signs signs, Redirections redirections) {
        this.parser = parser;
        this.cursor = cursor;
        this.lexer = lexer;
        this.signs = signs;
        this.redirections = redirections;
    }

    /** Empty if a simple command stands here. */
    Optional<Command> take() {
        int at = cursor.at();
        if (cursor.startsWith("((")) {
            Optional<Command> arithmetic = arithmetic(at);
            if (arithmetic.isPresent()) {
                return arithmetic;
            }
        }
        if (cursor.take("(")) {
            List<Command> body = parser.until(")");
            signs.expect(")");
            return Optional.of(new Command.Group(body, true, redirections.afterCompound(), at));
        }
        return switch (signs.peekWord()) {
            case "{" -> Optional.of(group(at));
            case "if" -> Optional.of(conditional(at));
            case "while", "until" -> Optional.of(whileLoop(at));
            case "for", "select" -> Optional.of(forLoop(at));
            case "case" -> Optional.of(caseOf(at));
            case "function" -> Optional.of(function(at));
            case "coproc" -> Optional.of(coproc(at));
            case "[[" -> Optional.of(test(at));
            case "then", "else", "elif", "fi", "do", "done", "esac", "}" ->
                    throw new Trouble(Opacity.PARSE);
            default -> Optional.empty();
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
        signs.expect(")");
        return Optional.of(
                new Command.Arithmetic(expression, List.of(), redirections.afterCompound(), at));
    }

    private Command group(int at) {
        cursor.take("{");
        List<Command> body = parser.until("}");
        signs.keyword("}");
        return new Command.Group(body, false, redirections.afterCompound(), at);
    }

    private Command conditional(int at) {
        var blocks = new ArrayList<List<Command>>();
        signs.keyword("if");
        while (true) {
            blocks.add(parser.until("then"));
            signs.keyword("then");
            blocks.add(parser.until("fi"));
            if (signs.takeKeyword("elif")) {
                continue;
            }
            if (signs.takeKeyword("else")) {
                blocks.add(parser.until("fi"));
            }
            signs.keyword("fi");
            return new Command.Branches(blocks, false, redirections.afterCompound(), at);
        }
    }

    private Command whileLoop(int at) {
        if (!signs.takeKeyword("while")) {
            signs.keyword("until");
        }
        List<Command> condition = parser.until("do");
        List<Command> body = doDone();
        return new Command.Branches(
                List.of(condition, body), true, redirections.afterCompound(), at);
    }

    private List<Command> doDone() {
        signs.skipLines();
        if (signs.takeKeyword("{")) {
            List<Command> body = parser.until("}");
            signs.keyword("}");
            return body;
        }
        signs.keyword("do");
        List<Command> body = parser.until("done");
        signs.keyword("done");
        return body;
    }

    private Command forLoop(int at) {
        if (!signs.takeKeyword("for")) {
            signs.keyword("select");
        }
        signs.skipBlanks();
        if (cursor.take("((")) {
            Word head = lexer.balanced('(', ')');
            signs.expect(")");
            signs.skipBlanks();
            cursor.take(";");
            return new Command.Arithmetic(head, doDone(), redirections.afterCompound(), at);
        }
        String name = signs.takeWord();
        signs.skipLines();
        Optional<List<Word>> words = Optional.empty();
        if (signs.takeKeyword("in")) {
            words = Optional.of(wordsToLineEnd());
        }
        signs.skipBlanks();
        cursor.take(";");
        return new Command.Loop(name, words, doDone(), redirections.afterCompound(), at);
    }

    private List<Word> wordsToLineEnd() {
        var words = new ArrayList<Word>();
        signs.skipBlanks();
        while (!lexer.isAtWordEnd() || cursor.startsWith("<(")) {
            words.add(lexer.word());
            signs.skipBlanks();
        }
        return words;
    }

    private Command caseOf(int at) {
        signs.keyword("case");
        signs.skipLines();
        Word subject = lexer.word();
        signs.skipLines();
        signs.keyword("in");
        var clauses = new ArrayList<Command.Clause>();
        signs.skipLines();
        while (!signs.peekWord().equals("esac")) {
            clauses.add(clause());
            signs.skipLines();
        }
        signs.keyword("esac");
        return new Command.Case(subject, clauses, redirections.afterCompound(), at);
    }

    private Command.Clause clause() {
        signs.skipBlanks();
        cursor.take("(");
        var patterns = new ArrayList<Word>();
        do {
            signs.skipBlanks();
            patterns.add(lexer.word());
            signs.skipBlanks();
        } while (cursor.take("|"));
        signs.expect(")");
        List<Command> body = parser.until("esac");
        if (!cursor.take(";;&") && !cursor.take(";;")) {
            cursor.take(";&");
        }
        return new Command.Clause(patterns, body);
    }

    private Command function(int at) {
        signs.keyword("function");
        signs.skipBlanks();
        String name = signs.takeWord();
        signs.skipBlanks();
        if (cursor.take("(")) {
            signs.skipBlanks();
            signs.expect(")");
        }
        signs.skipLines();
        return new Command.Function(name, parser.command(), at);
    }

    private Command coproc(int at) {
        signs.keyword("coproc");
        signs.skipBlanks();
        int start = cursor.at();
        String name = signs.peekWord();
        if (Lexer.isName(name)) {
            cursor.take(name);
            signs.skipBlanks();
            // A name stands only before a compound command.
            if (cursor.peek() != '('
                    && !Set.of("{", "if", "while", "until", "for", "case", "[[")
                            .contains(signs.peekWord())) {
                cursor.back(start);
            }
        }
        return Command.Group.apart(parser.command());
    }

    private Command test(int at) {
        signs.keyword("[[");
        var words = new ArrayList<Word>();
        while (true) {
            signs.skipLines();
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            if (signs.takeKeyword("]]")) {
                return new Command.Test(words, redirections.afterCompound(), at);
            }
            if (lexer.isAtWordEnd() && !cursor.startsWith("<(") && !cursor.startsWith(">(")) {
                cursor.next();
            } else {
                words.add(lexer.word());
            }
        }
    }
}
