package dev.countersign.approval.api;

import java.time.Duration;
import java.util.List;

/**
 * Who must agree.
 *
 * @param groups Keycloak groups, members of any of them may vote; never empty
 * @param quorum number of distinct people who must approve, at least 1
 * @param ttl how long the request stays open, 10 seconds to 7 days
 */
public record Requirement(List<String> groups, int quorum, Duration ttl) {}
