package dev.countersign.approval.api.scope;

import dev.countersign.approval.api.BypassScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a scope is narrow, and whether its patterns mean what people will read in them.
 *
 * <p>How wide a pattern is shows in what it covers, not in how it is spelled: each is tried on
 * files, commands or hosts that have nothing to do with each other.
 */
public final class Breadth {

    private Breadth() {}

    /**
     * @return a sentence that says what is wrong and what to write instead; empty if nothing is
     */
    public static Optional<String> objection(BypassScope scope) {
        List<String> covered =
                Stream.of(scope.paths(), scope.commands(), scope.hosts())
                        .flatMap(Collection::stream)
                        .toList();
        if (covered.isEmpty()) {
            return Optional.of("The scope names no path, command or host.");
        }
        return Stream.concat(covered.stream(), scope.agents().stream())
                .flatMap(pattern -> unreadable(pattern).stream())
                .findFirst()
                .or(() -> first(scope.paths(), Files::objection))
                .or(() -> Files.objectionToAll(scope.paths()))
                .or(() -> first(scope.commands(), Commands::objection))
                .or(() -> first(scope.hosts(), Hosts::objection));
    }

    /** Files of a project that have nothing to do with each other, relative to its folder. */
    public static List<String> unrelatedFiles() {
        return Files.OF_A_PROJECT;
    }

    /** Whether a pattern that covers so many of so many unrelated things is too wide. */
    public static boolean isTooWide(long covered, int probes) {
        return covered * 4 > probes;
    }

    private static Optional<String> first(
            List<String> patterns, Function<String, Optional<String>> objection) {
        return patterns.stream().flatMap(pattern -> objection.apply(pattern).stream()).findFirst();
    }

    /** What people see must be what is compared: nothing invisible, nothing that turns around. */
    private static Optional<String> unreadable(String pattern) {
        boolean strange =
                !pattern.equals(pattern.strip())
                        || pattern.codePoints()
                                .anyMatch(
                                        character ->
                                                Character.isISOControl(character)
                                                        || Character.getType(character)
                                                                == Character.FORMAT
                                                        || character != ' '
                                                                && Character.isSpaceChar(
                                                                        character));
        return strange
                ? Optional.of(
                        "'%s' has blanks at an end or characters that nobody sees; write it without them."
                                .formatted(pattern))
                : Optional.empty();
    }
}
