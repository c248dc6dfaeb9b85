package dev.countersign.policy.language;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a policy says about a fact, weakest first. */
public enum Effect {
    ALLOW,
    WARN,
    REQUIRE_APPROVAL,
    DENY,
    KILL;

    /** The word of the policy language and of the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it keeps the action from simply going on. */
    public boolean restricts() {
        return switch (this) {
            case ALLOW, WARN -> false;
            case REQUIRE_APPROVAL, DENY, KILL -> true;
        };
    }

    public Effect or(Effect other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public static Optional<Effect> byId(String id) {
        return Stream.of(values()).filter(effect -> effect.id().equals(id)).findFirst();
    }
}
