package dev.countersign.approval.api;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.Story;

/**
 * One call that would run under a bypass. Answered only while the bypass is live by the database's
 * clock, and recorded with it.
 */
public record BypassUse(DecisionId decision, Story story, String digest) {}
