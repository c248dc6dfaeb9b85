package dev.countersign.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.terminal.Ink;
import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Table;
import dev.countersign.cli.terminal.Table.Cell;
import dev.countersign.cli.terminal.Visible;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is in force and what waits, for people. */
final class PoliciesPage {
    private final Screen screen;
    private final PrintWriter out;

    PoliciesPage(Screen screen, PrintWriter out) {
        this.screen = screen;
        this.out = out;
    }

    void print(ListPolicies.Report report) {
        if (report.active().isEmpty()) {
            out.println("No policy is in force: the shipped baseline decides.");
        } else {
            out.println(screen.paint(Ink.BOLD, "In force"));
            policies(report.active());
        }
        if (!report.waiting().isEmpty()) {
            out.println();
            out.println(screen.paint(Ink.BOLD, "Waiting for a second person"));
            report.waiting().forEach(this::waiting);
        }
    }

    private void policies(List<JsonNode> policies) {
        var table = new Table(screen, 1);
        for (JsonNode policy : policies) {
            table.add(
                    Cell.of(text(policy, "id")),
                    Cell.of(texts(policy, "layers")),
                    Cell.of(texts(policy, "active_for")),
                    Cell.of(text(policy, "name")),
                    Cell.of(
                            policy.path("revision").isNumber()
                                    ? "revision " + policy.path("revision").asLong()
                                    : ""),
                    new Cell(Ink.DIM, policy.path("signed").asBoolean() ? "signed" : ""));
        }
        table.print(out);
        policies.stream().filter(ListPolicies::isNotLoaded).forEach(this::notLoaded);
    }

    private void notLoaded(JsonNode policy) {
        out.println(
                screen.paint(
                        Ink.RED,
                        "  %s could not be loaded: %s"
                                .formatted(text(policy, "id"), text(policy, "not_loaded"))));
    }

    private void waiting(JsonNode policy) {
        JsonNode waiting = policy.path("waiting");
        out.println(
                "  %s  %s of %s, asked by %s, ends %s"
                        .formatted(
                                text(policy, "id"),
                                text(waiting, "change"),
                                texts(waiting, "scopes"),
                                text(waiting, "asked_by"),
                                text(waiting, "expires_at")));
        out.println(
                "    agent-policy confirm %s %s"
                        .formatted(text(policy, "id"), text(waiting, "request")));
    }

    private static String text(JsonNode json, String name) {
        return Visible.line(json.path(name).asText(""));
    }

    private static String texts(JsonNode json, String name) {
        return Visible.line(
                StreamSupport.stream(json.path(name).spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ")));
    }
}
