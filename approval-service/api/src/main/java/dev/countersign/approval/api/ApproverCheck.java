package dev.countersign.approval.api;

import java.util.List;

/**
 * @param requirements what rules ask for, at most 500
 * @param requesters those behind the agents that it is asked for, at most 1000; none means agents
 *     that nobody has registered yet
 */
public record ApproverCheck(List<Requirement> requirements, List<Requester> requesters) {}
