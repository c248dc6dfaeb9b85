package dev.countersign.policy.guard;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the guard itself listens, and which facts reach it. Who could call it could decide about
 * their own calls, so these facts are effects of their own ({@code guard.access}, {@code
 * guard.edit}), which the emergency set judges. Immutable and safe for any number of threads.
 */
public final class Guard {
    private final Set<Listener> listeners;

    private Guard(Set<Listener> listeners) {
        this.listeners = listeners;
    }

    /**
     * @param addresses such as {@code http://127.0.0.1:8081/x}, {@code jdbc:postgresql://db/name},
     *     {@code countersign.example.org:443}
     * @throws IllegalArgumentException with a sentence, when one of them is no address
     */
    public static Guard at(Collection<String> addresses) {
        var listeners = new LinkedHashSet<Listener>();
        addresses.forEach(address -> listeners.addAll(Listener.of(address)));
        return new Guard(listeners);
    }

    /** The facts with those added that say what of the guard they reach. */
    public Facts with(Facts facts) {
        if (listeners.isEmpty()) {
            return facts;
        }
        var added = new LinkedHashSet<Fact>();
        for (Fact fact : facts.all()) {
            switch (fact) {
                case Fact.Egress egress -> egress(egress, facts, added);
                case Fact.Invocation invocation -> invocation(invocation, added);
                case Fact.McpCall call ->
                        McpArguments.endpoints(call)
                                .forEach(place -> reach(place, Contact.CERTAIN, call, added));
                case Fact.FileAccess file -> {}
                case Fact.EffectTag tag -> {}
                case Fact.ToolUse use -> {}
                case Fact.ApiCall call -> {}
                case Fact.CredentialUse use -> {}
                case Fact.Opaque opaque -> {}
            }
        }
        added.addAll(new Ending(listeners).of(facts));
        return added.isEmpty() ? facts : facts.and(added);
    }

    /** A port that the fact does not tell may stand in the words of its invocation. */
    private void egress(Fact.Egress egress, Facts facts, Set<Fact> into) {
        if (egress.port().isPresent()) {
            reach(Endpoint.of(egress), Contact.CERTAIN, egress, into);
            return;
        }
        List<OptionalInt> ports = portsOf(egress, facts);
        (ports.isEmpty() ? List.of(OptionalInt.empty()) : ports)
                .forEach(
                        port ->
                                reach(
                                        new Endpoint(egress.host(), port),
                                        Contact.CERTAIN,
                                        egress,
                                        into));
    }

    /**
     * The ports that a connection may have whose fact does not tell one, as far as the words of its
     * invocation do.
     */
    public static List<OptionalInt> portsOf(Fact.Egress egress, Facts facts) {
        return invocations(facts.together(egress))
                .filter(one -> one.program().equals(egress.scheme()))
                .flatMap(one -> new Leads(one).portsTo(egress.host()).stream())
                .toList();
    }

    private void invocation(Fact.Invocation invocation, Set<Fact> into) {
        if (!Leads.mayBeIn(invocation)) {
            return;
        }
        var leads = new Leads(invocation);
        leads.certain().forEach(place -> reach(place, Contact.CERTAIN, invocation, into));
        leads.possible().forEach(place -> reach(place, Contact.POSSIBLE, invocation, into));
    }

    /** Notes that a fact leads to a place, if the guard is there. */
    private void reach(Endpoint place, Contact most, Fact fact, Set<Fact> into) {
        Reach reach = fact.reach();
        // What runs there has a loopback of its own; but it may share this machine's.
        boolean elsewhere =
                ThisMachine.is(place.host()) == Contact.CERTAIN
                        && reach.through().stream().anyMatch(Connections.ELSEWHERE::contains);
        Contact surest = elsewhere ? most.and(Contact.POSSIBLE) : most;
        for (Listener listener : listeners) {
            switch (surest.and(listener.reachedBy(place.host(), place.port()))) {
                case CERTAIN -> into.add(access(listener, reach));
                case POSSIBLE ->
                        into.add(
                                access(
                                        listener,
                                        reach.via(Reach.How.POSSIBLE, Wild.show(place.host()))));
                case NONE -> {}
            }
        }
    }

    private static Fact access(Listener listener, Reach reach) {
        return new Fact.EffectTag(Tag.GUARD_ACCESS, Optional.empty(), listener.show(), reach);
    }

    private static Stream<Fact.Invocation> invocations(List<Fact> facts) {
        return facts.stream()
                .filter(Fact.Invocation.class::isInstance)
                .map(Fact.Invocation.class::cast);
    }
}
