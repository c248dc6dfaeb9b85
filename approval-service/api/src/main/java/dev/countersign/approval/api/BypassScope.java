package dev.countersign.approval.api;

import java.util.List;

/**
 * What a bypass covers. An empty list leaves that side open, but paths, commands and hosts may not
 * all be empty: an override of everything does not exist.
 *
 * @param paths glob patterns of files
 * @param commands token patterns of commands
 * @param hosts host patterns
 * @param agents agent names
 */
public record BypassScope(
        List<String> paths, List<String> commands, List<String> hosts, List<String> agents) {}
