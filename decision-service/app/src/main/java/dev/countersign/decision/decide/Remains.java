package dev.countersign.decision.decide;

import dev.countersign.policy.history.Traces;

/**
 * What a call leaves behind in its session if it proceeds.
 *
 * @param revision of the session when the call was judged
 * @param traces masked already
 */
record Remains(long revision, Traces traces) {

    static Remains none(long revision) {
        return new Remains(revision, Traces.NONE);
    }

    /**
     * @throws Stale if the session remembers more by now
     */
    void requirePresent(long present) {
        if (revision < present) {
            throw new Stale(present);
        }
    }
}
