package dev.countersign.policy.replay;

import java.time.Instant;
import java.util.Optional;

/**
 * The run of an agent that a recorded call belongs to.
 *
 * @param session tells it from all others
 * @param agent its name; empty if that was not recorded
 * @param root the folder in which it began; empty if that was not recorded
 * @param began when it began; empty if that was before the recording
 */
public record Run(
        String session,
        String agent,
        Optional<String> operator,
        String root,
        Optional<Instant> began) {}
