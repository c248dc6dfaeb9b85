package dev.countersign.decision.api;

import java.time.Duration;
import java.util.Optional;

/** Asks for another key; {@code lifetime} 1 minute to 366 days, 90 days if absent. */
public record KeyOrder(Optional<Duration> lifetime) {}
