package dev.countersign.decision.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of what is in force that waits for a second person.
 *
 * @param request its identifier, for {@code ?confirms=}
 * @param change activation or deactivation
 * @param mayConfirm who may, in words
 * @param scopes what it is about, layer and pattern
 * @param diff what would change, unified
 */
public record WaitingView(
        String request,
        String change,
        String askedBy,
        Instant since,
        Instant expiresAt,
        String mayConfirm,
        List<String> scopes,
        Optional<String> diff) {}
