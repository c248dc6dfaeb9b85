package dev.countersign.decision.source;

import dev.countersign.runtime.Refused;
import java.util.Optional;

/**
 * Why what is in the repository is not in force.
 *
 * @param commit empty if the repository could not be read
 */
record NotTaken(Optional<String> commit, Refused why) {}
