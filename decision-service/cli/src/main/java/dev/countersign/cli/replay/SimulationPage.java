package dev.countersign.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.terminal.Ink;
import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Table;
import dev.countersign.cli.terminal.Table.Cell;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.Effect;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a policy would change, for people. */
final class SimulationPage {
    private static final int MOST = 50;

    private final Screen screen;
    private final PrintWriter out;

    SimulationPage(Screen screen, PrintWriter out) {
        this.screen = screen;
        this.out = out;
    }

    void print(JsonNode simulation) {
        out.println(
                "%d of %d recorded calls would be decided otherwise."
                        .formatted(
                                simulation.path("changed").asLong(),
                                simulation.path("replayed").asLong()));
        note(
                simulation.path("approximate"),
                "%d are approximate: a secret was masked, or their session began earlier.");
        note(
                simulation.path("left"),
                "%d were not compared: a bypass let them go on, their session had been killed, or a"
                        + " part of them is missing.");
        if (!simulation.path("cut").asText("").isEmpty()) {
            out.println(
                    "Calls before %s were left out; --limit takes more."
                            .formatted(Visible.line(simulation.path("cut").asText())));
        }
        steps(simulation.path("steps"));
        changes(simulation.path("changes"), simulation.path("changed").asLong());
    }

    private void steps(JsonNode steps) {
        var table = new Table(screen, 1);
        for (JsonNode step : steps) {
            if (!step.path("before").equals(step.path("after"))) {
                table.add(
                        effect(step.path("before")),
                        Cell.of("→"),
                        effect(step.path("after")),
                        Cell.of(step.path("calls").asText()));
            }
        }
        printed("", table);
    }

    private void changes(JsonNode changes, long all) {
        var table = new Table(screen, 2);
        List<JsonNode> newest =
                StreamSupport.stream(changes.spliterator(), false).limit(MOST).toList();
        newest.forEach(
                change ->
                        table.add(
                                effect(change.path("before")),
                                effect(change.path("after")),
                                Cell.of(line(change, "headline")),
                                Cell.of(rules(change)),
                                Cell.of(line(change, "id")),
                                new Cell(Ink.DIM, doubts(change))));
        printed(
                newest.size() < all
                        ? "The newest %d of them".formatted(newest.size())
                        : "All of them, the newest first",
                table);
    }

    private void printed(String heading, Table table) {
        if (!table.isEmpty()) {
            out.println();
            if (!heading.isEmpty()) {
                out.println(heading);
            }
            table.print(out);
        }
    }

    private void note(JsonNode number, String sentence) {
        if (number.asLong() > 0) {
            out.println(sentence.formatted(number.asLong()));
        }
    }

    private static Cell effect(JsonNode word) {
        return new Cell(
                Effect.byId(word.asText()).map(Ink::of).orElse(Ink.PLAIN),
                Visible.line(word.asText()));
    }

    private static String rules(JsonNode change) {
        return StreamSupport.stream(change.path("rules_after").spliterator(), false)
                .map(rule -> Visible.line(rule.asText()))
                .collect(Collectors.joining(", "));
    }

    private static String doubts(JsonNode change) {
        return change.path("doubts").isEmpty() ? "" : "approximate";
    }

    private static String line(JsonNode json, String name) {
        return Visible.line(json.path(name).asText(""));
    }
}
