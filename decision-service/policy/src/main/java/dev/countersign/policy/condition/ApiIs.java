package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An operation of a declared interface is asked for. */
public record ApiIs(List<Asked> asked) implements Condition {
    /**
     * @param operations empty for every request to the interface, also one that it does not declare
     */
    public record Asked(Api api, Optional<List<Operation>> operations) {
        boolean couldBe(Fact.ApiCall call) {
            return api.couldBeAt(call.to())
                    && operations
                            .map(all -> all.stream().anyMatch(one -> one.couldBe(call)))
                            .orElse(true);
        }

        boolean surelyIs(Fact.ApiCall call) {
            return api.isSurelyAt(call.to())
                    && operations
                            .map(all -> all.stream().anyMatch(one -> one.surelyIs(call)))
                            .orElse(true);
        }
    }

    /** Every request to these interfaces. */
    public static ApiIs any(List<Api> apis) {
        return new ApiIs(apis.stream().map(api -> new Asked(api, Optional.empty())).toList());
    }

    /** One request may ask for several operations; to be certain, all of them must be these. */
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        List<Fact.ApiCall> calls = Condition.related(fact, scene, Fact.ApiCall.class).toList();
        return generous
                ? calls.stream().anyMatch(this::couldBe)
                : !calls.isEmpty() && calls.stream().allMatch(this::surelyIs);
    }

    private boolean couldBe(Fact.ApiCall call) {
        return asked.stream().anyMatch(one -> one.couldBe(call));
    }

    private boolean surelyIs(Fact.ApiCall call) {
        return asked.stream().anyMatch(one -> one.surelyIs(call));
    }

    @Override
    public Narrowing narrowing() {
        return HostsAre.named(asked.stream().flatMap(one -> one.api().hosts().stream()).toList());
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.API);
    }
}
