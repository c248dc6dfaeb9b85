package dev.countersign.approval.api;

import java.util.List;

/**
 * What a bypass covers: exactly what people read in it. Paths, commands and hosts may not all be
 * empty, and none may be wide (see {@link dev.countersign.approval.api.scope.Breadth}): an override
 * of everything does not exist.
 *
 * @param paths glob patterns of files; they cover any access to these files
 * @param commands commands with all their options and operands; a star stands for the rest of one
 *     word, a star as the last word for any more words. What the command itself does to files and
 *     hosts is covered with it, unless paths or hosts are given: then it must be among them.
 *     Redirections, substitutions and other commands of the line are not
 * @param hosts host patterns; they cover connections, and sending data over them
 * @param agents agent names; all agents if empty
 */
public record BypassScope(
        List<String> paths, List<String> commands, List<String> hosts, List<String> agents) {}
