package dev.countersign.decision.bundle;

import java.time.Instant;
import java.util.Optional;

/** Whether a change of what is in force may go on. */
sealed interface Consent {

    /**
     * @param by who wanted the change
     * @param confirmedBy the second person, where one was needed
     */
    record Given(String by, Optional<String> confirmedBy, Instant at) implements Consent {
        /** For the trail. */
        String told(String change) {
            return confirmedBy.map(who -> change + ", confirmed by " + who).orElse(change);
        }
    }

    /** A second person has to make the same call. */
    record Awaited(PolicyRequest request) implements Consent {}
}
