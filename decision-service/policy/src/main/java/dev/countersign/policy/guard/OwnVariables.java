package dev.countersign.policy.guard;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The variables by which the hook client finds the guard: who changes them points it elsewhere. */
public final class OwnVariables {
    private static final Set<String> NAMES =
            Set.of(
                    "COUNTERSIGN_URL",
                    "COUNTERSIGN_TOKEN",
                    "COUNTERSIGN_TOKEN_FILE",
                    "COUNTERSIGN_WAIT");

    /** Programs among whose words are names of variables that they change. */
    private static final Set<String> CHANGING =
            Set.of(
                    "env",
                    "export",
                    "declare",
                    "typeset",
                    "local",
                    "readonly",
                    "unset",
                    "read",
                    "mapfile",
                    "readarray",
                    "printf",
                    "getopts",
                    "let");

    private OwnVariables() {}

    /** What an invocation does to them: for itself, or for what comes after it. */
    public static Stream<Fact> effects(Fact.Invocation invocation) {
        if (!CHANGING.contains(invocation.program())
                && invocation.setting().variables().isEmpty()) {
            return Stream.of();
        }
        Stream<String> words =
                CHANGING.contains(invocation.program())
                        ? invocation.arguments().stream()
                                .map(Argument::text)
                                .filter(word -> word.contains("COUNTERSIGN_"))
                                .map(OwnVariables::name)
                        : Stream.of();
        return Stream.concat(words, invocation.setting().variables().keySet().stream())
                .filter(NAMES::contains)
                .distinct()
                .map(
                        name ->
                                new Fact.EffectTag(
                                        Tag.GUARD_EDIT,
                                        Optional.empty(),
                                        name,
                                        invocation.reach()));
    }

    /** {@code -uNAME}, {@code --unset=NAME}, {@code NAME=value} and {@code NAME+=value}. */
    private static String name(String word) {
        return word.replaceFirst("^(-u|--unset=)", "").replaceFirst("(?s)\\+?=.*", "");
    }
}
