package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.catalogue.Credential;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A declared credential is used that opens nothing in the session's environments, or that was
 * issued for other agents.
 *
 * @param environments of the session; empty when it does not say
 */
public record CredentialOutOfScope(List<Credential> declared, Set<String> environments)
        implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.related(fact, scene, Fact.CredentialUse.class)
                .filter(use -> generous || use.reach().how() != Reach.How.POSSIBLE)
                .anyMatch(
                        use ->
                                declared.stream()
                                        .filter(credential -> credential.id().equals(use.id()))
                                        .anyMatch(one -> isOutside(one, scene, generous)));
    }

    private boolean isOutside(Credential credential, Scene scene, boolean generous) {
        return credential.isOutside(environments)
                || !credential.isForAnyone()
                        && scene.proposer()
                                .agent()
                                .map(agent -> !credential.issuedFor().surelyMatches(agent))
                                .orElse(generous);
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(
                Narrowing.Aspect.CREDENTIAL,
                declared.stream().map(Credential::id).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CREDENTIAL);
    }
}
