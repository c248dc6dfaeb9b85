package dev.countersign.policy.powershell;

import java.util.List;

/**
 * One command with its words, the first of which names it.
 *
 * @param output files that its output goes to
 */
public record PowerShellCommand(List<PowerShellWord> words, List<String> output) {
    public PowerShellCommand {
        words = List.copyOf(words);
        output = List.copyOf(output);
    }
}
