package dev.countersign.cli.checklist;

import dev.countersign.cli.readiness.Checkpoint;
import dev.countersign.cli.readiness.Finding;
import dev.countersign.cli.readiness.Launch;
import dev.countersign.cli.terminal.Ink;
import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.cli.terminal.Wrapping;
import java.io.PrintWriter;
import java.util.List;

/** How the twelve points stand. Signs and words tell them apart without colours. */
final class ReadinessPage {
    private static final String INDENT = "     ";

    private final Launch launch;
    private final List<Checkpoint.Checked> checked;

    ReadinessPage(Launch launch, List<Checkpoint.Checked> checked) {
        this.launch = launch;
        this.checked = checked;
    }

    /**
     * The whole as JSON.
     *
     * @param agent empty when nobody said which
     */
    record Wire(String folder, String agent, boolean ready, List<WirePoint> points) {}

    /**
     * @param state {@code ready}, {@code not_ready} or {@code cannot_tell}
     * @param next what to do; empty when ready
     */
    record WirePoint(String id, String title, String state, List<String> evidence, String next) {}

    Wire wire() {
        return new Wire(
                launch.repository().root(),
                launch.agent().orElse(""),
                checked.stream().allMatch(one -> one.finding() instanceof Finding.Ready),
                checked.stream().map(ReadinessPage::wire).toList());
    }

    private static WirePoint wire(Checkpoint.Checked one) {
        return new WirePoint(
                one.point().id(),
                one.point().title(),
                Look.of(one.finding()).word.replace(' ', '_'),
                one.finding().evidence(),
                next(one.finding()));
    }

    private static String next(Finding finding) {
        return switch (finding) {
            case Finding.Ready ready -> "";
            case Finding.NotReady notReady -> notReady.next();
            case Finding.CannotTell cannotTell -> cannotTell.next();
        };
    }

    /** How a finding looks. */
    private enum Look {
        READY("✔", "ready", Ink.GREEN),
        NOT_READY("✘", "not ready", Ink.RED),
        CANNOT_TELL("?", "cannot tell", Ink.YELLOW);

        private final String sign;
        private final String word;
        private final Ink ink;

        Look(String sign, String word, Ink ink) {
            this.sign = sign;
            this.word = word;
            this.ink = ink;
        }

        static Look of(Finding finding) {
            return switch (finding) {
                case Finding.Ready ready -> READY;
                case Finding.NotReady notReady -> NOT_READY;
                case Finding.CannotTell cannotTell -> CANNOT_TELL;
            };
        }
    }

    void print(Screen screen, PrintWriter out) {
        String agent = launch.agent().map(name -> " for " + name).orElse("");
        out.println(Visible.line("Readiness of " + launch.repository().root() + agent));
        out.println(Visible.line("Judged by " + launch.policy().name()));
        out.println();
        for (Checkpoint.Checked one : checked) {
            print(one, screen, out);
        }
        out.println();
        out.println(
                "%d ready, %d not ready, %d cannot be told."
                        .formatted(
                                count(Look.READY), count(Look.NOT_READY), count(Look.CANNOT_TELL)));
    }

    private long count(Look look) {
        return checked.stream().filter(one -> Look.of(one.finding()) == look).count();
    }

    private static void print(Checkpoint.Checked one, Screen screen, PrintWriter out) {
        Look look = Look.of(one.finding());
        String state = screen.paint(look.ink, "%s %-11s".formatted(look.sign, look.word));
        out.println("%2d %s  %s".formatted(one.point().ordinal() + 1, state, one.point().title()));
        one.finding().evidence().forEach(seen -> wrap(INDENT, Visible.line(seen), screen, out));
        if (look != Look.READY) {
            wrap(INDENT + "→ ", next(one.finding()), screen, out);
        }
    }

    private static void wrap(String indent, String text, Screen screen, PrintWriter out) {
        String further = " ".repeat(indent.length());
        List<String> lines = Wrapping.lines(text, screen.columns() - indent.length());
        out.println(indent + lines.getFirst());
        lines.stream().skip(1).forEach(line -> out.println(further + line));
    }
}
