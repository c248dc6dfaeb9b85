package dev.countersign.policy.powershell;

import java.util.List;

/**
 * One word of a command.
 *
 * @param text with the marks of {@link dev.countersign.policy.action.Wild} for what is not known
 * @param quoted whether it was written between quotes or comes from an expression
 * @param block the statements in it, when it is a block between braces
 */
public record PowerShellWord(String text, boolean quoted, List<PowerShellPipeline> block) {
    public PowerShellWord {
        block = List.copyOf(block);
    }

    static PowerShellWord bare(String text) {
        return new PowerShellWord(text, false, List.of());
    }

    static PowerShellWord value(String text) {
        return new PowerShellWord(text, true, List.of());
    }

    public boolean isParameter() {
        return !quoted && text.length() > 1 && "-\u2013\u2014\u2015".indexOf(text.charAt(0)) >= 0;
    }
}
