package dev.countersign.policy.guard;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.program.Programs;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The guard's own programs where no table finds them: given to a shell as a file, or the one that
 * stops it; and its processes, by their names.
 */
public final class OwnPrograms {
    private static final Set<String> RUNNERS =
            Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "source", ".", "java");
    private static final Set<String> OURS =
            Set.of("agent-policy", "agent-policy.jar", "countersign-hook");
    private static final String STOP = "/deploy/down";
    private static final int SHORTEST_PART = 4;

    private OwnPrograms() {}

    /** What an invocation does to the guard by such a program. */
    public static Stream<Fact> effects(Fact.Invocation invocation) {
        if (RUNNERS.contains(invocation.program())) {
            return Stream.concat(
                            invocation.usage().values("jar").stream(),
                            invocation.usage().operands().stream())
                    .findFirst()
                    .map(file -> run(file, invocation))
                    .orElse(Stream.of());
        }
        return stops(invocation.written(), invocation) || endsOurs(invocation)
                ? Stream.of(tag(Tag.GUARD_EDIT, invocation))
                : Stream.of();
    }

    private static Stream<Fact> run(String file, Fact.Invocation invocation) {
        if (stops(file, invocation)) {
            return Stream.of(tag(Tag.GUARD_EDIT, invocation));
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (!OURS.contains(name)) {
            return Stream.of();
        }
        List<String> words = words(invocation);
        return Programs.read(
                        name.replaceFirst("\\.jar$", ""),
                        words.subList(words.indexOf(file) + 1, words.size()))
                .effects()
                .stream()
                .map(effect -> tag(effect, invocation));
    }

    /** Ending processes whose numbers were found out by a name of ours, in one call. */
    public static Stream<Fact> ended(Collection<Fact> facts) {
        boolean found = facts.stream().anyMatch(OwnPrograms::tellsOurNumber);
        return found
                ? facts.stream()
                        .filter(Fact.Invocation.class::isInstance)
                        .map(Fact.Invocation.class::cast)
                        .filter(one -> Connections.ENDING.contains(one.program()))
                        .map(one -> tag(Tag.GUARD_EDIT, one))
                : Stream.of();
    }

    private static boolean tellsOurNumber(Fact fact) {
        return switch (fact) {
            case Fact.Invocation one ->
                    Connections.FINDING.contains(one.program())
                            && words(one).stream().anyMatch(OwnPrograms::finds);
            case Fact.FileAccess file ->
                    file.place().resolved().endsWith(".pid") && isOurs(file.place().resolved());
            case Fact.Egress e -> false;
            case Fact.McpCall m -> false;
            case Fact.ToolUse t -> false;
            case Fact.EffectTag t -> false;
            case Fact.Opaque o -> false;
            case Fact.ApiCall a -> false;
            case Fact.CredentialUse c -> false;
        };
    }

    private static boolean isOurs(String word) {
        return names().anyMatch(word::contains);
    }

    /** A part of a name finds it, too. */
    private static boolean finds(String word) {
        return isOurs(word)
                || word.length() >= SHORTEST_PART && names().anyMatch(name -> name.contains(word));
    }

    private static Stream<String> names() {
        return Stream.concat(Connections.NAMES.stream(), OURS.stream());
    }

    private static boolean stops(String script, Fact.Invocation invocation) {
        return script.contains("/")
                && Place.of(script, invocation.setting().folder()).resolved().endsWith(STOP);
    }

    private static boolean endsOurs(Fact.Invocation invocation) {
        boolean ends = Connections.ENDING.contains(invocation.program());
        boolean manages = Connections.MANAGING.contains(invocation.program());
        if (!ends && !manages) {
            return false;
        }
        List<String> words = words(invocation);
        return (ends || words.stream().anyMatch(Connections.ENDING_WORDS::contains))
                && words.stream()
                        .anyMatch(word -> Connections.NAMES.stream().anyMatch(word::contains));
    }

    private static List<String> words(Fact.Invocation invocation) {
        return invocation.arguments().stream().map(Argument::text).toList();
    }

    private static Fact tag(Tag tag, Fact.Invocation invocation) {
        return new Fact.EffectTag(tag, Optional.empty(), invocation.show(), invocation.reach());
    }
}
