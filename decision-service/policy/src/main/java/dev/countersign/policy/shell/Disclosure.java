package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Printing a variable that holds a credential. To use it, or to ask whether it is set, is none. */
final class Disclosure {
    private static final Set<String> PRINTING = Set.of("echo", "printf", "print", "logger", "wall");

    /** They show what stands on their input. */
    private static final Set<String> SHOWING =
            Set.of("cat", "tee", "base64", "xxd", "od", "rev", "tr", "sed", "head", "tail", "tac");

    private static final Set<String> TESTS = Set.of("test", "[");
    private static final Set<String> COMPARING = Set.of("=", "==", "!=", "=~", "<", ">");

    private final Walker walker;
    private final Environment environment;
    private final Reach reach;

    Disclosure(Walker walker, Environment environment, Reach reach) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach;
    }

    void of(Command.Simple simple) {
        String program = simple.words().isEmpty() ? "" : simple.words().getFirst().plain();
        Stream<Word> shown =
                PRINTING.contains(program)
                        ? simple.words().stream().skip(1)
                        : SHOWING.contains(program) ? inputs(simple.redirects()) : Stream.of();
        if (!environment.isKeptFromOutput() && shown.anyMatch(this::holds)) {
            reveal();
        }
        if (TESTS.contains(program)) {
            tested(simple.words());
        }
    }

    private void reveal() {
        walker.gathering().add(new Fact.EffectTag(Tag.SECRET_READ, Optional.empty(), "", reach));
    }

    /**
     * A test that tells something of the value of a credential: many of them in a loop, or one of a
     * part of it, tell all of it. Whether it is set may be asked.
     */
    void tested(List<Word> words) {
        boolean told =
                IntStream.range(1, Math.max(1, words.size() - 1))
                        .filter(i -> COMPARING.contains(words.get(i).plain()))
                        .anyMatch(i -> guesses(words.get(i - 1), words.get(i + 1)));
        if (told) {
            reveal();
        }
    }

    /** The same by {@code case}. */
    void matched(Word subject, List<Word> patterns) {
        if (patterns.stream().anyMatch(pattern -> guesses(subject, pattern))) {
            reveal();
        }
    }

    private boolean guesses(Word one, Word other) {
        return guess(one, other) || guess(other, one);
    }

    private boolean guess(Word secret, Word text) {
        return (environment.isRepeated() || isPart(secret))
                && holds(secret)
                && !text.isText("", "*");
    }

    private static boolean isPart(Word word) {
        return word.pieces().stream().anyMatch(Disclosure::isPart);
    }

    private static boolean isPart(Piece piece) {
        return switch (piece) {
            case Piece.DoubleQuoted quoted -> quoted.inner().stream().anyMatch(Disclosure::isPart);
            case Piece.Parameter parameter -> parameter.operator().equals(":");
            case Piece.Text text -> false;
            case Piece.Substitution substitution -> false;
            case Piece.Arithmetic arithmetic -> false;
        };
    }

    private static Stream<Word> inputs(List<Redirect> redirects) {
        return redirects.stream()
                .flatMap(
                        one ->
                                one.document().isPresent()
                                        ? Stream.of(one.document().get().body())
                                        : one.operator().equals("<<<")
                                                ? Stream.of(one.target())
                                                : Stream.of());
    }

    /** Whether the value of such a variable becomes part of the word. */
    boolean holds(Word word) {
        return word.pieces().stream().anyMatch(this::holds);
    }

    private boolean holds(Piece piece) {
        return switch (piece) {
            case Piece.DoubleQuoted quoted -> quoted.inner().stream().anyMatch(this::holds);
            case Piece.Parameter parameter -> parameter(parameter);
            case Piece.Text text -> false;
            case Piece.Substitution substitution -> false;
            case Piece.Arithmetic arithmetic -> false;
        };
    }

    private boolean parameter(Piece.Parameter parameter) {
        boolean onlyAsked = parameter.length() || parameter.operator().endsWith("+");
        if (onlyAsked) {
            return false;
        }
        return parameter.indirect()
                ? environment.value(parameter.name()).stream()
                        .flatMap(List::stream)
                        .anyMatch(environment::isCredential)
                : environment.isCredential(parameter.name());
    }
}
