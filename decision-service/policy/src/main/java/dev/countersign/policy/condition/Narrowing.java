package dev.countersign.policy.condition;

import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a condition certainly needs, in either reading, so that rules can be found instead of tried
 * one after another.
 */
public sealed interface Narrowing {
    /** One of these patterns could speak of a place that the fact touches. */
    record Paths(List<PathPattern> patterns) implements Narrowing {}

    /** The fact, another of its command, or the session has one of these names. */
    record Names(Set<Name> names) implements Narrowing {}

    /** All of these; looking for any one of them finds the rule. */
    record Every(List<Narrowing> parts) implements Narrowing {}

    /** One of these; each has to be looked for. */
    record Either(List<Narrowing> parts) implements Narrowing {}

    /** Nothing of the kind. */
    record None() implements Narrowing {}

    Narrowing NONE = new None();

    /**
     * A name that a fact must have.
     *
     * @param about what it is a name within, such as the program whose operand it is; else empty
     * @param text the name itself, or what it begins with
     * @param whole whether the text is all of it
     */
    record Name(Aspect aspect, String about, String text, boolean whole) {
        static Name whole(Aspect aspect, String text) {
            return new Name(aspect, "", text, true);
        }

        /** A pattern with a star is looked for by what stands before it. */
        static Name of(Aspect aspect, String about, String before, NamePattern pattern) {
            return new Name(aspect, about, before + pattern.beginning(), pattern.isPlain());
        }
    }

    /** What a name is a name of. */
    enum Aspect {
        /** As it is compared; {@code *.example.org} stands under {@code .example.org}. */
        HOST,
        PORT,
        PROGRAM,
        /** A program with its folder, as it is written. */
        WRITTEN,
        /** An operand of a program, after its position and a blank. */
        OPERAND,
        /** The value of a program's option, after the option's meaning and an equals sign. */
        OPTION,
        EFFECT,
        /** What an effect is about. */
        SUBJECT,
        MCP_SERVER,
        MCP_TOOL,
        TOOL,
        CREDENTIAL,
        OPACITY,
        /** A file is changed. */
        CHANGE,
        AGENT,
        GROUP
    }

    static Narrowing named(Aspect aspect, NamePatterns patterns) {
        return new Names(
                patterns.all().stream()
                        .map(pattern -> Name.of(aspect, "", "", pattern))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    static Narrowing named(Aspect aspect, Set<String> names) {
        return new Names(
                names.stream()
                        .map(name -> Name.whole(aspect, name))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
