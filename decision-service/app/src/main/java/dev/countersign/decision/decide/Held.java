package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.decision.bundle.Judgement;
import java.util.Optional;

/**
 * What a held call needs besides.
 *
 * @param order how it stands, or would stand, in the queue
 * @param masked whether the arguments in the order differ from those of the call
 * @param filesDigest of the files that the agent wrote and that count, when people were asked
 * @param waiter who may be released
 */
record Held(ApprovalOrder order, boolean masked, String filesDigest, Optional<String> waiter) {

    static Held of(Entry entry, Judgement judgement) {
        return new Held(
                Orders.of(entry, judgement),
                entry.isMasked(),
                judgement.filesDigest(),
                Optional.empty());
    }
}
