package dev.countersign.approval.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one model that every channel renders: exactly what would happen, complete and with secrets
 * already masked.
 *
 * @param tool the agent's name for the tool
 * @param cwd working directory
 * @param summary one plain sentence on the effect
 * @param command the whole shell command, if it is one
 * @param diff unified diff of the file change, if it is one
 * @param files files it would touch
 * @param hosts hosts it would reach
 * @param effects effect tags, such as {@code fs.delete.tree}
 * @param input the tool's arguments
 */
public record ShownAction(
        String tool,
        String cwd,
        String summary,
        Optional<String> command,
        Optional<String> diff,
        List<FileTouch> files,
        List<String> hosts,
        List<String> effects,
        Map<String, Object> input) {}
