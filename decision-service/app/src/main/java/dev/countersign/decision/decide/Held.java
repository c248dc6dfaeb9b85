package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalOrder;
import java.util.Optional;

/**
 * What a held call needs besides.
 *
 * @param order how it stands, or would stand, in the queue
 * @param masked whether the arguments in the order differ from those of the call
 * @param waiter who may be released
 */
record Held(ApprovalOrder order, boolean masked, Optional<String> waiter) {}
