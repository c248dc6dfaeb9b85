package dev.countersign.decision.decide;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Arguments that an approval is not bound to, because the model words them anew on every try and
 * they change nothing outside the agent. Of every other tool all arguments are bound.
 */
enum Unbound {
    BASH("Bash", "description", "a title for the person at the terminal"),
    POWER_SHELL("PowerShell", "description", "a title for the person at the terminal"),
    MONITOR("Monitor", "description", "a title for the person at the terminal"),
    AGENT("Agent", "description", "a title; what the child is told to do is its prompt, and bound"),
    TASK("Task", "description", "a title; what the child is told to do is its prompt, and bound"),
    WEB_FETCH("WebFetch", "prompt", "what the agent asks itself about the page it got");

    private final String tool;
    private final String argument;
    private final String because;

    Unbound(String tool, String argument, String because) {
        this.tool = tool;
        this.argument = argument;
        this.because = because;
    }

    static Map<String, Object> without(String tool, Map<String, Object> input) {
        Map<String, Object> bound = new LinkedHashMap<>(input);
        for (Unbound entry : values()) {
            if (entry.tool.equals(tool)) {
                bound.remove(entry.argument);
            }
        }
        return bound;
    }

    @Override
    public String toString() {
        return "%s.%s: %s".formatted(tool, argument, because);
    }
}
