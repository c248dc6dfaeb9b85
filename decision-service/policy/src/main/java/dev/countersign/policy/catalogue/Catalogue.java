package dev.countersign.policy.catalogue;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.secret.SecretRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that one policy, or several together, declare. */
public record Catalogue(List<Api> apis, List<Credential> credentials) {
    public static final Catalogue EMPTY = new Catalogue(List.of(), List.of());

    public Catalogue and(Catalogue other) {
        var bothApis = new ArrayList<>(apis);
        bothApis.addAll(other.apis);
        var bothCredentials = new ArrayList<>(credentials);
        bothCredentials.addAll(other.credentials);
        return new Catalogue(List.copyOf(bothApis), List.copyOf(bothCredentials));
    }

    /**
     * The same, but a credential of the other one by a name that is taken here is left out: what
     * rules here say of a credential of that name is about this one alone.
     */
    public Catalogue above(Catalogue lower) {
        Set<String> taken = credentials.stream().map(Credential::id).collect(Collectors.toSet());
        return and(
                new Catalogue(
                        lower.apis,
                        lower.credentials.stream()
                                .filter(one -> !taken.contains(one.id()))
                                .toList()));
    }

    public boolean isEmpty() {
        return apis.isEmpty() && credentials.isEmpty();
    }

    /** Whether the connection may lead to a declared interface. */
    public boolean declares(Fact.Egress to) {
        return apis.stream().anyMatch(api -> api.couldBeAt(to));
    }

    /** The environments that anything declared belongs to. */
    public Set<String> environments() {
        var all = new TreeSet<String>();
        apis.forEach(api -> all.addAll(api.environments()));
        credentials.forEach(credential -> all.addAll(credential.environments()));
        return all;
    }

    /** By what declared credentials are known in texts, for masking. */
    public SecretRules secrets() {
        return credentials.stream()
                .flatMap(
                        credential ->
                                credential.pattern().stream()
                                        .map(pattern -> SecretRules.of(credential.id(), pattern)))
                .reduce(SecretRules.none(), SecretRules::and);
    }
}
