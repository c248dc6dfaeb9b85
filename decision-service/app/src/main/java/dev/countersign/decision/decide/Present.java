package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.bundle.Judgement;

/**
 * A call as it is judged at this moment.
 *
 * @param revision of the session whose history counted
 */
record Present(Judgement judgement, long revision) {

    Remains remains(DecisionId id) {
        return new Remains(revision, judgement.traces(id.value()));
    }
}
