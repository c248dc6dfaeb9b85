package dev.countersign.policy.guard;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Ending whatever listens on one of the guard's ports, or every process of its kind. */
final class Ending {
    private final Set<Listener> listeners;

    Ending(Set<Listener> listeners) {
        this.listeners = listeners;
    }

    List<Fact> of(Facts facts) {
        var ending = new ArrayList<Fact.Invocation>();
        boolean meant = false;
        for (Fact fact : facts.all()) {
            if (fact instanceof Fact.Invocation invocation) {
                boolean looks = Connections.LOOKING.contains(invocation.program());
                boolean ends =
                        Connections.ENDING.contains(invocation.program())
                                || looks && runsOneThatEnds(invocation);
                meant |= looks && namesPort(invocation) || ends && meansAllJava(invocation);
                if (ends) {
                    ending.add(invocation);
                }
            }
        }
        return meant ? ending.stream().map(Ending::tag).toList() : List.of();
    }

    private static Fact tag(Fact.Invocation invocation) {
        return new Fact.EffectTag(
                Tag.GUARD_EDIT, Optional.empty(), invocation.show(), invocation.reach());
    }

    /** {@code npx kill-port 8082}. */
    private static boolean runsOneThatEnds(Fact.Invocation invocation) {
        return words(invocation).anyMatch(Connections.ENDING::contains);
    }

    private boolean meansAllJava(Fact.Invocation invocation) {
        return invocation.usage().operands().contains("java")
                && listeners.stream()
                        .anyMatch(listener -> ThisMachine.is(listener.host()) == Contact.CERTAIN);
    }

    private boolean namesPort(Fact.Invocation invocation) {
        return words(invocation)
                .flatMap(word -> Stream.of(word.split("[^0-9]+")))
                .anyMatch(
                        number ->
                                listeners.stream()
                                        .anyMatch(
                                                listener ->
                                                        number.equals(
                                                                String.valueOf(listener.port()))));
    }

    private static Stream<String> words(Fact.Invocation invocation) {
        return invocation.arguments().stream().map(Argument::text);
    }
}
