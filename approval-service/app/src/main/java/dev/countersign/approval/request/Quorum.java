package dev.countersign.approval.request;

import dev.countersign.approval.api.Choice;
import java.util.Collection;

/**
 * How votes add up: one denial ends it, and so many distinct people must approve.
 *
 * @param needed at least 1
 */
record Quorum(int needed) {

    enum Standing {
        OPEN,
        APPROVED,
        DENIED
    }

    Quorum {
        if (needed < 1) {
            throw new IllegalArgumentException(
                    "A quorum of %d releases without anybody".formatted(needed));
        }
    }

    Standing standing(Collection<Vote> votes) {
        if (votes.stream().anyMatch(vote -> vote.counted && vote.choice == Choice.DENY)) {
            return Standing.DENIED;
        }
        return approvals(votes) >= needed ? Standing.APPROVED : Standing.OPEN;
    }

    static int approvals(Collection<Vote> votes) {
        return (int)
                votes.stream()
                        .filter(vote -> vote.counted && vote.choice == Choice.APPROVE)
                        .map(vote -> vote.subject)
                        .distinct()
                        .count();
    }
}
