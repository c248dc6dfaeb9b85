package dev.countersign.policy.shell;

import java.util.List;
import java.util.Optional;

/** The syntax of commands, reduced to what decides which programs run with which words. */
sealed interface Command {
    /** Where it begins in its text. */
    int at();

    /** A program, a builtin or bare assignments and redirections. */
    record Simple(List<Assignment> assignments, List<Word> words, List<Redirect> redirects, int at)
            implements Command {}

    /**
     * {@code name=value}, {@code name+=value}, {@code name=(…)}.
     *
     * @param subscript what stands in brackets after the name
     * @param value one word, or the words of an array
     */
    record Assignment(
            String name,
            Optional<Word> subscript,
            boolean append,
            boolean array,
            List<Word> value) {}

    record Pipeline(List<Command> commands, int at) implements Command {}

    /**
     * Commands of which the later ones may not run: {@code a && b || c}.
     *
     * @param alternatives whether there is an {@code ||}, so that one may run although the one
     *     before it did not
     */
    record AndOr(List<Command> commands, boolean alternatives, int at) implements Command {}

    /** {@code { … }} or {@code ( … )}. */
    record Group(List<Command> body, boolean subshell, List<Redirect> redirects, int at)
            implements Command {
        /** The command in a shell of its own, as in the background. */
        static Group apart(Command command) {
            return new Group(List.of(command), true, List.of(), command.at());
        }
    }

    /**
     * {@code if}, {@code while}, {@code until}: blocks each of which may run.
     *
     * @param repeated whether they may run again
     */
    record Branches(List<List<Command>> blocks, boolean repeated, List<Redirect> redirects, int at)
            implements Command {}

    /** {@code for} and {@code select}; no words means the positional parameters. */
    record Loop(
            String name,
            Optional<List<Word>> words,
            List<Command> body,
            List<Redirect> redirects,
            int at)
            implements Command {}

    record Case(Word subject, List<Clause> clauses, List<Redirect> redirects, int at)
            implements Command {}

    record Clause(List<Word> patterns, List<Command> body) {}

    record Function(String name, Command body, int at) implements Command {}

    /** {@code [[ … ]]}. */
    record Test(List<Word> words, List<Redirect> redirects, int at) implements Command {}

    /** <code>(( … ))</code>, also the head of an arithmetic {@code for} with its body. */
    record Arithmetic(Word expression, List<Command> body, List<Redirect> redirects, int at)
            implements Command {}
}
