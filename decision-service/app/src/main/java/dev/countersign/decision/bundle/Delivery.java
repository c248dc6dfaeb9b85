package dev.countersign.decision.bundle;

import dev.countersign.audit.api.PolicyId;
import java.util.function.Consumer;

/**
 * How a policy arrives.
 *
 * @param remark lines for the trail, above what differs; may be empty
 * @param noting done in the transaction that stores it: both are durable, or neither
 */
public record Delivery(Actor by, String remark, Consumer<PolicyId> noting) {

    static Delivery by(Actor actor) {
        return new Delivery(actor, "", stored -> {});
    }

    String above(String diff) {
        return remark.isEmpty() ? diff : remark + "\n" + diff;
    }
}
