package dev.countersign.policy.layer;

import dev.countersign.policy.language.Names;
import dev.countersign.policy.language.Names.Named;
import dev.countersign.policy.language.PolicyError;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Names that a layer gives another meaning than one above it. Each file's rules mean its own, so
 * nothing above becomes weaker; but whoever reads the lower file takes its name for the higher one.
 * To say the same again is none: such a file can also stand alone.
 */
public final class Redefinitions {
    private final PolicySet policies;
    private final SortedMap<String, List<PolicyError>> found = new TreeMap<>();

    private Redefinitions(PolicySet policies) {
        this.policies = policies;
    }

    /** Each where the lower file says it, by the name of that file. */
    public static SortedMap<String, List<PolicyError>> in(PolicySet policies) {
        var redefinitions = new Redefinitions(policies);
        redefinitions.look("calendar", Names::calendars);
        redefinitions.look("approval profile", Names::approvals);
        return redefinitions.found;
    }

    private <T> void look(String what, Function<Names, SortedMap<String, Named<T>>> names) {
        for (Layer layer : policies.layers()) {
            names.apply(layer.policy().names())
                    .forEach(
                            (name, own) ->
                                    policies.layers().stream()
                                            .filter(above -> above.isAbove(layer))
                                            .map(above -> names.apply(above.policy().names()))
                                            .filter(known -> known.containsKey(name))
                                            .map(known -> known.get(name))
                                            .filter(known -> !known.meaning().equals(own.meaning()))
                                            .findFirst()
                                            .ifPresent(known -> add(what, name, own, known)));
        }
    }

    private void add(String what, String name, Named<?> own, Named<?> above) {
        found.computeIfAbsent(own.source().file(), file -> new ArrayList<>())
                .add(
                        new PolicyError(
                                own.source().line(),
                                own.source().column(),
                                "the %s \"%s\" is already something else in a layer above (%s); use that, or another name"
                                        .formatted(what, name, above.source())));
    }
}
