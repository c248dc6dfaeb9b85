package dev.countersign.decision.api;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventId;
import java.util.Optional;

/** A recorded result; the decision is empty if none was found that it belongs to. */
public record ResultView(EventId eventId, Optional<DecisionId> decision) {}
