package dev.countersign.policy.lint;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.program.WordTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Names of agents, tools and numbers of people that cannot be meant. */
final class Names {
    /** More than this many people are rarely there within half an hour. */
    private static final int MANY = 5;

    private static final List<String> TOOLS = WordTable.of("tools").words("tools");

    private final Document document;
    private final List<Finding> findings = new ArrayList<>();

    Names(Document document) {
        this.document = document;
        Stream.of("agent_id", "agents", "groups", "issued_for")
                .flatMap(document::anywhere)
                .flatMap(Document::items)
                .forEach(this::agent);
        document.anywhere("tool").flatMap(Document::items).forEach(this::tool);
        document.anywhere("quorum").forEach(this::quorum);
    }

    List<Finding> findings() {
        return findings;
    }

    private void agent(Node node) {
        if (Document.text(node).filter(String::isBlank).isPresent()) {
            add(Check.NO_AGENT, node, "no agent or group has an empty name", Optional.empty());
        }
    }

    /** Agents may have tools of their own; only what is nearly a known name is a mistake. */
    private void tool(Node node) {
        Optional<String> name = Document.text(node).filter(Names::isPlain).filter(Names::isUnknown);
        name.flatMap(Names::meant)
                .ifPresent(
                        meant ->
                                add(
                                        Check.UNKNOWN_TOOL,
                                        node,
                                        "no agent has a tool \"%s\"; it is called \"%s\""
                                                .formatted(name.get(), meant),
                                        Optional.of(
                                                Fix.opens(
                                                        "write " + meant,
                                                        new Edit(
                                                                document.start(node),
                                                                document.end(node),
                                                                meant)))));
    }

    private static boolean isPlain(String name) {
        return name.matches("[A-Za-z_]+") && !name.startsWith("mcp__");
    }

    private static boolean isUnknown(String tool) {
        return new Probe(tool, tool, Map.of())
                .facts().all().stream()
                        .anyMatch(
                                fact ->
                                        fact instanceof Fact.Opaque opaque
                                                && opaque.reason() == Opacity.TOOL);
    }

    private static Optional<String> meant(String name) {
        return TOOLS.stream().filter(tool -> plain(tool).equals(plain(name))).findFirst();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private void quorum(Node node) {
        Document.text(node)
                .filter(text -> text.matches("[0-9]{1,9}") && Integer.parseInt(text) > MANY)
                .ifPresent(
                        text ->
                                add(
                                        Check.LARGE_QUORUM,
                                        node,
                                        "%s people have to agree; what too few can approve is denied in the end"
                                                .formatted(text),
                                        Optional.empty()));
    }

    private void add(Check check, Node node, String message, Optional<Fix> fix) {
        findings.add(new Finding(check, document.source(node), message, fix));
    }
}
