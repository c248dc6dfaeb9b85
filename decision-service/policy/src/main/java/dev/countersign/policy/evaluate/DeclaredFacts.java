package dev.countersign.policy.evaluate;

import com.google.re2j.Pattern;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.VariableUse;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.catalogue.Credential;
import dev.countersign.policy.guard.Guard;
import dev.countersign.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Adds to the facts of an action what only the declarations of a policy make one. */
final class DeclaredFacts {
    private static final String UNKNOWN = String.valueOf(Wild.ANYTHING);
    private static final Set<String> WEB = Set.of("http", "https", "ws", "wss");
    private static final Set<Integer> WEB_PORTS = Set.of(80, 443);
    private static final Set<String> SHELLS = Set.of("Bash", "PowerShell");

    /** Options by which programs hand variables on. */
    private static final List<String> HANDING_ON = List.of("env", "preserve-env");

    private final Catalogue catalogue;

    DeclaredFacts(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Facts in(Facts facts) {
        if (catalogue.isEmpty()) {
            return facts;
        }
        Set<Fact> added = new LinkedHashSet<>();
        for (Fact fact : facts.all()) {
            if (fact instanceof Fact.Egress egress && isUnspokenCall(egress, facts)) {
                added.add(
                        new Fact.ApiCall(
                                egress,
                                List.of("/" + UNKNOWN),
                                Optional.of(UNKNOWN),
                                egress.reach()));
            }
        }
        for (Credential credential : catalogue.credentials()) {
            credential.variable().ifPresent(name -> variables(credential.id(), name, facts, added));
            credential.pattern().ifPresent(look -> texts(credential.id(), look, facts, added));
        }
        added.removeAll(Set.copyOf(facts.all()));
        return added.isEmpty() ? facts : facts.and(added);
    }

    /** A connection to a declared interface by something that does not say what it asks for. */
    private boolean isUnspokenCall(Fact.Egress egress, Facts facts) {
        return catalogue.declares(egress)
                && isWeb(egress, facts)
                && facts.together(egress).stream()
                        .noneMatch(
                                fact ->
                                        fact instanceof Fact.ApiCall call
                                                && call.to().host().equals(egress.host()));
    }

    private static boolean isWeb(Fact.Egress egress, Facts facts) {
        if (WEB.contains(egress.scheme())) {
            return true;
        }
        List<OptionalInt> ports =
                egress.port().isPresent() ? List.of(egress.port()) : Guard.portsOf(egress, facts);
        return ports.stream()
                .anyMatch(port -> port.isPresent() && WEB_PORTS.contains(port.getAsInt()));
    }

    private static void variables(String id, NamePattern name, Facts facts, Collection<Fact> into) {
        for (VariableUse use : facts.variables()) {
            used(id, name, use.name(), use.reach(), into);
        }
        for (Fact fact : facts.all()) {
            if (fact instanceof Fact.Invocation invocation) {
                HANDING_ON.stream()
                        .flatMap(option -> invocation.usage().values(option).stream())
                        .flatMap(value -> Stream.of(value.split("=", 2)[0].split(",")))
                        .forEach(one -> used(id, name, one, invocation.reach(), into));
            } else if (fact instanceof Fact.EffectTag tag && tag.tag() == Tag.ENV_LIST) {
                into.add(perhaps(id, tag.reach()));
            }
        }
    }

    private static void used(
            String id, NamePattern name, String variable, Reach reach, Collection<Fact> into) {
        if (name.surelyMatches(variable)) {
            into.add(new Fact.CredentialUse(id, reach));
        } else if (name.couldMatch(variable)) {
            into.add(perhaps(id, reach));
        }
    }

    private static Fact perhaps(String id, Reach reach) {
        return new Fact.CredentialUse(id, reach.via(Reach.How.POSSIBLE, "a variable"));
    }

    private static void texts(String id, Pattern look, Facts facts, Collection<Fact> into) {
        int before = into.size();
        for (Fact fact : facts.all()) {
            if (fact instanceof Fact.Invocation invocation
                    && invocation.arguments().stream()
                            .anyMatch(argument -> look.matcher(argument.text()).find())) {
                into.add(new Fact.CredentialUse(id, invocation.reach()));
            }
        }
        if (into.size() == before && isIn(facts.action(), look)) {
            everywhere(id, facts, into);
        }
    }

    /** Which part of a command it belongs to is not known; a tool has only one. */
    private static void everywhere(String id, Facts facts, Collection<Fact> into) {
        boolean parted = SHELLS.contains(facts.action().tool());
        if (parted || facts.all().isEmpty()) {
            into.add(new Fact.CredentialUse(id, Reach.DIRECT));
        }
        for (Fact fact : facts.all()) {
            if (!parted) {
                into.add(new Fact.CredentialUse(id, fact.reach()));
            } else if (fact instanceof Fact.Invocation invocation) {
                into.add(
                        new Fact.CredentialUse(
                                id, invocation.reach().via(Reach.How.POSSIBLE, "the command")));
            }
        }
    }

    private static boolean isIn(Action action, Pattern look) {
        var todo = new ArrayList<Object>(action.input().values());
        while (!todo.isEmpty()) {
            switch (todo.removeLast()) {
                case String text -> {
                    if (look.matcher(text).find()) {
                        return true;
                    }
                }
                case Map<?, ?> map -> {
                    map.values().stream().filter(value -> value != null).forEach(todo::add);
                    todo.addAll(map.keySet());
                }
                case List<?> list -> list.stream().filter(item -> item != null).forEach(todo::add);
                default -> {
                    // Numbers and truth values hold no credential.
                }
            }
        }
        return false;
    }
}
