package dev.countersign.policy.suite;

import dev.countersign.policy.language.Effect;
import java.util.Optional;

/** Effects one step weaker. */
final class Weaker {
    private Weaker() {}

    static Optional<Effect> than(Effect effect) {
        return switch (effect) {
            case ALLOW -> Optional.empty();
            case WARN -> Optional.of(Effect.ALLOW);
            case REQUIRE_APPROVAL -> Optional.of(Effect.WARN);
            case DENY -> Optional.of(Effect.REQUIRE_APPROVAL);
            case KILL -> Optional.of(Effect.DENY);
        };
    }
}
