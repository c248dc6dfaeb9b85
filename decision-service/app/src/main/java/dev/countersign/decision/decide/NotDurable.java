package dev.countersign.decision.decide;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;

/**
 * The database did not confirm. Whether it holds what was to be written is not known, so nothing
 * that depends on it is let through.
 */
final class NotDurable extends Refused {

    NotDurable(Throwable cause) {
        super(
                DecisionError.NOT_DURABLE,
                "The decision could not be made durable (%s)."
                        .formatted(cause.getClass().getSimpleName()));
    }
}
