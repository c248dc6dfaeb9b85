package dev.countersign.policy.guard;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.program.Programs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The guard's own scripts, which a table of programs does not find: run by a shell, or stopping it.
 */
public final class OwnPrograms {
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "source", ".");
    private static final String COMMAND_LINE = "agent-policy";
    private static final String STOP = "/deploy/down";

    private OwnPrograms() {}

    /** What an invocation would do to the guard by its own scripts. */
    public static Stream<Fact> effects(Fact.Invocation invocation) {
        List<String> words =
                Stream.concat(
                                Stream.of(invocation.written()),
                                invocation.arguments().stream().map(Argument::text))
                        .toList();
        if (!SHELLS.contains(invocation.program())) {
            return stops(words.getFirst(), invocation)
                            || ends(invocation.program(), words) && namesProcess(words)
                    ? Stream.of(tag(Tag.GUARD_EDIT, invocation))
                    : Stream.of();
        }
        return words.stream()
                .skip(1)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .map(script -> byShell(script, words, invocation))
                .orElse(Stream.of());
    }

    private static boolean ends(String program, List<String> words) {
        return Connections.ENDING.contains(program)
                || Connections.MANAGING.contains(program)
                        && words.stream().anyMatch(Connections.ENDING_WORDS::contains);
    }

    private static boolean namesProcess(List<String> words) {
        return words.stream()
                .skip(1)
                .anyMatch(word -> Connections.NAMES.stream().anyMatch(word::contains));
    }

    private static Stream<Fact> byShell(
            String script, List<String> words, Fact.Invocation invocation) {
        if (stops(script, invocation)) {
            return Stream.of(tag(Tag.GUARD_EDIT, invocation));
        }
        boolean commandLine = script.substring(script.lastIndexOf('/') + 1).equals(COMMAND_LINE);
        return commandLine
                ? Programs.read(
                                COMMAND_LINE,
                                words.subList(words.indexOf(script) + 1, words.size()))
                        .effects()
                        .stream()
                        .map(effect -> tag(effect, invocation))
                : Stream.of();
    }

    private static boolean stops(String script, Fact.Invocation invocation) {
        return script.contains("/")
                && Place.of(script, invocation.setting().folder()).resolved().endsWith(STOP);
    }

    private static Fact tag(Tag tag, Fact.Invocation invocation) {
        return new Fact.EffectTag(tag, Optional.empty(), invocation.show(), invocation.reach());
    }
}
