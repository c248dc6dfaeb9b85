package dev.countersign.policy.evaluate;

import static dev.countersign.policy.language.Effect.DENY;
import static dev.countersign.policy.language.Effect.REQUIRE_APPROVAL;

import dev.countersign.policy.condition.All;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.Source;
import java.util.List;
import java.util.Optional;

/** The policies that travel with the library. */
final class Shipped {
    /** What is not understood, whatever a policy says of it. */
    static final Rule OPAQUE_HELD =
            always("emergency.opaque", "What is not understood needs a human", REQUIRE_APPROVAL);

    /** Beside a credential, raised privileges or an unknown address; and text that is none. */
    static final Rule OPAQUE_REFUSED =
            always("emergency.opaque", "What is not understood and could be dangerous", DENY);

    private Shipped() {}

    private static Rule always(String id, String title, Effect effect) {
        return Rule.simple(
                id, title, effect, new All(List.of()), new Source("builtin/emergency.yml", 1, 1));
    }

    static Rule rate(Policy policy) {
        int most = policy.constraints().maxActionsPerMinute().orElseThrow();
        return new Rule(
                "constraints.max_actions_per_minute",
                "More than " + most + " actions in a minute",
                DENY,
                new All(List.of()),
                List.of(),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of("More than " + most + " actions in a minute; wait a minute and go on."),
                List.of(),
                new Source(policy.name(), 1, 1));
    }
}
