package dev.countersign.decision.replay;

import dev.countersign.policy.replay.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recorded calls, oldest first.
 *
 * @param incomplete how many were recorded of which a part is missing
 * @param cut the time of the oldest call, if older ones were left out
 */
record Recording(List<Recorded> calls, long incomplete, Optional<Instant> cut) {}
