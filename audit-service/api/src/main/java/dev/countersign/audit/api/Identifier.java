package dev.countersign.audit.api;

/**
 * A prefixed, time-ordered name: four letters such as {@code apr_} and 26 characters that hold a
 * UUID version 7 (RFC 9562) in Crockford's base 32, lower case. Sorting the text sorts by time of
 * creation.
 */
public sealed interface Identifier
        permits AgentId, SessionId, DecisionId, ApprovalId, GrantId, BypassId, EventId, PolicyId {

    String value();
}
