package dev.countersign.policy.powershell;

import java.util.List;

/**
 * Commands of which each reads what the one before it writes.
 *
 * @param understood whether every part of it could be read; otherwise it may do more
 */
public record PowerShellPipeline(List<PowerShellCommand> commands, boolean understood) {
    public PowerShellPipeline {
        commands = List.copyOf(commands);
    }
}
