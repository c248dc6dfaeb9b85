package dev.countersign.cli.explain;

import dev.countersign.cli.folder.ChosenPolicy;
import dev.countersign.cli.terminal.Ink;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Table;
import dev.countersign.cli.terminal.Table.Cell;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.cli.terminal.Wrapping;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.evaluate.Explanation.Considered;
import dev.countersign.policy.evaluate.Explanation.ExplainedFact;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An explanation for people: the verdict first, then what it was made of. */
final class ExplanationPage {
    private static final int LONGEST = 300;
    private static final int MOST_LINES = 12;

    private final Screen screen;
    private final PrintWriter out;

    ExplanationPage(Screen screen, PrintWriter out) {
        this.screen = screen;
        this.out = out;
    }

    void print(Explained explained) {
        Verdict verdict = explained.explanation().verdict();
        headline(verdict);
        out.println();
        call(explained.action());
        policy(explained.action(), explained.policy(), verdict);
        consequences(verdict);
        facts(explained.explanation().facts());
        rules(verdict.rules(), explained.policy());
    }

    private void headline(Verdict verdict) {
        Effect effect = WireExplanation.shown(verdict);
        String word = effect.id();
        int indent = word.length() + 2;
        String gap = " ".repeat(indent);
        List<String> lines =
                Wrapping.lines(Visible.line(reason(verdict)), screen.columns() - indent);
        out.println(screen.paint(Ink.of(effect), word) + "  " + lines.getFirst());
        lines.stream().skip(1).forEach(line -> out.println(gap + line));
    }

    private static String reason(Verdict verdict) {
        boolean observed = verdict.wouldBe() != verdict.effect();
        if (verdict.mode() != Mode.OBSERVE || !observed) {
            return verdict.reason();
        }
        return verdict.rules().stream()
                .filter(rule -> rule.effect() == verdict.wouldBe())
                .findFirst()
                .map(rule -> rule.message().isEmpty() ? rule.title() : rule.message())
                .orElse("");
    }

    private void call(Action action) {
        Optional<String> command =
                action.tool().equals("Bash") ? action.text("command") : Optional.empty();
        if (command.isEmpty()) {
            row("Call", action.tool() + " " + Json.text(action.input()));
            return;
        }
        List<String> lines = List.of(command.get().split("\n"));
        row("Call", command.get().isBlank() ? "nothing" : lines.getFirst());
        lines.stream().skip(1).limit(MOST_LINES - 1).forEach(line -> row("", line));
        if (lines.size() > MOST_LINES) {
            row("", "… and " + (lines.size() - MOST_LINES) + " more lines");
        }
    }

    private void policy(Action action, ChosenPolicy policy, Verdict verdict) {
        row("In", action.cwd().isEmpty() ? "a folder that is not known" : action.cwd());
        row("Policy", policy.shown());
        if (!policy.root().isEmpty() && !policy.root().equals(action.cwd())) {
            row("", "its paths are those of " + policy.root());
        }
        row("Version", verdict.policyVersion());
        if (verdict.mode() == Mode.OBSERVE) {
            row("Mode", "observe: the call goes on, and what would have happened is recorded");
        }
    }

    private void consequences(Verdict verdict) {
        verdict.approval().ifPresent(needed -> row("Approval", approval(needed)));
        if (verdict.effect().restricts()) {
            row(
                    "Bypass",
                    verdict.bypassable()
                            ? "an emergency bypass can lift this"
                            : "no emergency bypass lifts this");
        }
    }

    private static String approval(ApprovalRequirement needed) {
        String who =
                needed.panels().stream()
                        .map(panel -> panel.quorum() + " of " + String.join(" or ", panel.groups()))
                        .collect(Collectors.joining(", and "));
        return "%s within %s%s"
                .formatted(
                        who,
                        needed.ttl().toString().substring(2).toLowerCase(Locale.ROOT),
                        needed.stepUp() ? ", signed in afresh" : "");
    }

    private void row(String label, String text) {
        String name = label + " ".repeat(10 - label.length());
        String indent = " ".repeat(10);
        List<String> lines = Wrapping.lines(shortened(text), screen.columns() - 10);
        out.println(screen.paint(Ink.DIM, name) + lines.getFirst());
        lines.stream().skip(1).forEach(line -> out.println(indent + line));
    }

    private void facts(List<ExplainedFact> facts) {
        title(facts.isEmpty() ? "It touches nothing." : "What it would touch");
        Table table = new Table(screen, 2);
        for (ExplainedFact fact : facts) {
            table.add(
                    new Cell(Ink.of(fact.effect()), fact.effect().id()),
                    new Cell(Ink.DIM, fact.kind()),
                    Cell.of(shortened(fact.text())),
                    Cell.of(reach(fact)),
                    new Cell(Ink.DIM, rulesOf(fact)));
        }
        table.print(out);
    }

    private static String reach(ExplainedFact fact) {
        return fact.through().isEmpty()
                ? fact.reach()
                : fact.reach()
                        + ": "
                        + Visible.line(String.join(" → ", fact.through()).replace("( )", "(…)"));
    }

    private static String rulesOf(ExplainedFact fact) {
        return fact.rules().stream()
                .filter(rule -> rule.effect() == fact.effect())
                .map(Considered::id)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void rules(List<MatchedRule> rules, ChosenPolicy policy) {
        if (rules.isEmpty()) {
            return;
        }
        title("Rules that speak of it");
        Table table = new Table(screen, 1);
        for (MatchedRule rule : rules) {
            var cells = new ArrayList<Cell>();
            cells.add(new Cell(Ink.of(rule.effect()), rule.effect().id()));
            cells.add(Cell.of(rule.id()));
            cells.add(
                    Cell.of(
                            Visible.line(rule.title())
                                    + (rule.observed() ? " (only observed)" : "")));
            if (policy.layers().size() > 1) {
                cells.add(Cell.of(Visible.line(policy.origin(rule.source()))));
            }
            cells.add(new Cell(Ink.DIM, Visible.line(rule.source())));
            table.add(cells.toArray(Cell[]::new));
        }
        table.print(out);
    }

    private void title(String text) {
        out.println();
        out.println(screen.paint(Ink.BOLD, text));
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST
                ? Visible.line(text)
                : Visible.line(text.substring(0, text.offsetByCodePoints(0, LONGEST)))
                        + "… ("
                        + length
                        + " characters, all of them with --json)";
    }
}
