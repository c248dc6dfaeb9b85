package dev.countersign.policy.tool;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;

/** {@code mcp__server__tool}. */
final class McpTool {
    private McpTool() {}

    static void examine(Action action, Gathering gathering) {
        String name = action.tool().substring("mcp__".length());
        int split = name.indexOf("__");
        Reach reach = Reach.DIRECT.of(gathering.newOrigin());
        if (split <= 0 || split + 2 == name.length()) {
            gathering.add(new Fact.Opaque(Opacity.TOOL, action.tool(), reach));
            return;
        }
        gathering.add(
                new Fact.McpCall(
                        name.substring(0, split),
                        name.substring(split + 2),
                        action.input(),
                        reach));
    }
}
