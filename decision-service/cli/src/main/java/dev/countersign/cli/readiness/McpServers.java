package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.evaluate.Verdict;
import java.util.Map;
import java.util.Optional;

/** The MCP servers that the repository brings: what nobody listed of them is not open. */
final class McpServers {
    private static final String FILE = ".mcp.json";

    private McpServers() {}

    static void look(Launch launch, LocalPolicy.Sound policy, Evidence evidence) {
        if (!launch.repository().has(FILE)) {
            return;
        }
        switch (launch.repository().text(FILE)) {
            case Repository.Text.Unread unread -> evidence.open(unread.why());
            case Repository.Text.Read read -> {
                Optional<JsonNode> servers =
                        JsonText.read(read.text()).map(json -> json.path("mcpServers"));
                if (servers.isEmpty()) {
                    evidence.open(FILE + " is no JSON.");
                }
                servers.ifPresent(
                        all ->
                                all.fieldNames()
                                        .forEachRemaining(
                                                name -> ask(name, read, launch, policy, evidence)));
            }
        }
    }

    private static void ask(
            String name,
            Repository.Text.Read read,
            Launch launch,
            LocalPolicy.Sound policy,
            Evidence evidence) {
        var unlisted = new Action("mcp__" + name + "__unlisted_tool", Map.of(), policy.root(), "");
        Verdict verdict = policy.verdict(unlisted, launch);
        String what = "%s:%d: %s".formatted(FILE, read.lineOf('"' + name + '"'), name);
        if (verdict.effect().restricts()) {
            evidence.good(what + ", a tool that is not listed: " + verdict.effect().id());
        } else {
            evidence.bad(what + ", every tool of this MCP server is open to the agent");
        }
    }
}
