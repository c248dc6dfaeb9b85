package dev.countersign.approval.api;

import dev.countersign.audit.api.DecisionId;

/**
 * Spends an approval. Repeating it with the same decision answers the same, so that a process that
 * died before it could note the answer may ask again; any other decision is refused.
 *
 * @param decision the decision that will be released
 * @param digest digest of the call that is about to run, as in the order
 * @param policyVersion the policy that still requires no more than this approval
 */
public record Consumption(DecisionId decision, String digest, String policyVersion) {}
