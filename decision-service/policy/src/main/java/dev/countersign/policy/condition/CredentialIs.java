package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import java.util.List;
import java.util.Set;

/** One of these declared credentials is used. */
public record CredentialIs(Set<String> ids) implements Condition {
    /** One call may use several; to be certain, all of them must be these. */
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        List<Fact.CredentialUse> uses =
                Condition.related(fact, scene, Fact.CredentialUse.class).toList();
        return generous
                ? uses.stream().anyMatch(use -> ids.contains(use.id()))
                : !uses.isEmpty() && uses.stream().allMatch(this::isSurely);
    }

    private boolean isSurely(Fact.CredentialUse use) {
        return ids.contains(use.id()) && use.reach().how() != Reach.How.POSSIBLE;
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(Narrowing.Aspect.CREDENTIAL, ids);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CREDENTIAL);
    }
}
