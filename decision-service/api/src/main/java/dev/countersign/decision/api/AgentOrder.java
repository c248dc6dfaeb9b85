package dev.countersign.decision.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Registers an agent.
 *
 * @param name unique; letters, digits, {@code . _ -}, at most 100
 * @param operator user name of the person on whose behalf it runs: exactly one open account in
 *     Keycloak, whose name is kept as it is written there
 * @param owner user name of who answers for it, likewise
 * @param keyLifetime how long its first key is good, 1 minute to 366 days; 90 days if absent
 */
public record AgentOrder(
        String name, String operator, Optional<String> owner, Optional<Duration> keyLifetime) {}
