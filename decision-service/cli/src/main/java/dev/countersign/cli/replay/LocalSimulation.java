package dev.countersign.cli.replay;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.folder.ChosenPolicy;
import dev.countersign.cli.log.LogLines;
import dev.countersign.cli.log.Recorded;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.masking.ActionMask;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.replay.Recorded.Outcome;
import dev.countersign.policy.replay.Replayed;
import dev.countersign.policy.replay.Replayer;
import dev.countersign.policy.replay.Run;
import dev.countersign.policy.replay.Simulation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Replays a recorded action log by a policy, and by the project's present one where a line does not
 * say what was decided. Answers what decision-service would.
 */
final class LocalSimulation {
    private static final int MOST_CHANGES = 200;

    private final ChosenPolicy tried;
    private final Optional<String> agent;
    private final Surroundings here;
    private final Replayer present;
    private final Replayer next;
    private final Simulation simulation = new Simulation(MOST_CHANGES);
    private final Map<String, Run> runs = new HashMap<>();
    private final Set<String> proposing = new HashSet<>();
    private int number;
    private long left;

    /**
     * @param agent whose calls alone are replayed
     */
    LocalSimulation(ChosenPolicy tried, Optional<String> agent, Surroundings here) {
        this.tried = tried;
        this.agent = agent;
        this.here = here;
        this.present = replayer(ChosenPolicy.of("", here).compiled());
        this.next = replayer(tried.compiled());
    }

    private static Replayer replayer(CompiledPolicy policy) {
        return new Replayer(policy, UnaryOperator.identity());
    }

    /**
     * @throws Unusable if a line cannot be read
     */
    Answer replay(String file) {
        String name = TextInput.nameOf(file);
        try (InputStream in = new BufferedInputStream(TextInput.open(file, here), 1 << 16)) {
            var lines = new LogLines(in);
            for (Optional<LogLines.Line> line = lines.next();
                    line.isPresent();
                    line = lines.next()) {
                number++;
                line(line.get(), name);
            }
        } catch (IOException failed) {
            throw TextInput.cannotBeRead(name, failed);
        }
        return new Answer(200, Json.text(view()));
    }

    private void line(LogLines.Line line, String file) {
        try {
            line.flaw()
                    .ifPresent(
                            why -> {
                                throw new Unusable(why);
                            });
            if (!line.text().isEmpty()) {
                Recorded.of(line.text()).filter(this::counts).ifPresent(this::replay);
            }
        } catch (Unusable unreadable) {
            throw new Unusable("%s:%d: %s".formatted(file, number, unreadable.getMessage()));
        }
    }

    /** A result is no second call where the call itself was recorded. */
    private boolean counts(Recorded line) {
        String session = line.action().session();
        boolean before = line.stage() == Recorded.Stage.BEFORE;
        if (before) {
            proposing.add(session);
        }
        return (before || !proposing.contains(session))
                && (agent.isEmpty() || agent.equals(line.agent()));
    }

    private void replay(Recorded line) {
        var call = call(line, Effect.ALLOW);
        Optional<Replayed> now = present.replay(call);
        Optional<Effect> before = line.decided().or(() -> now.map(Replayed::after));
        Optional<Replayed> then = before.flatMap(effect -> next.replay(call.decided(effect)));
        then.ifPresentOrElse(simulation::add, () -> left++);
    }

    private dev.countersign.policy.replay.Recorded call(Recorded line, Effect effect) {
        Action action = line.action();
        String cwd = action.cwd().isEmpty() ? here.folder().toString() : action.cwd();
        return new dev.countersign.policy.replay.Recorded(
                "line " + number,
                line.time(),
                runs.computeIfAbsent(action.session(), id -> run(line, cwd)),
                new Action(action.tool(), action.input(), cwd, action.session()),
                effect,
                List.of(),
                outcome(line),
                Set.of());
    }

    private Run run(Recorded first, String cwd) {
        return new Run(
                first.action().session(),
                first.agent().orElse(""),
                Optional.empty(),
                cwd,
                // The log is taken for the whole of what happened.
                Optional.of(first.time().orElseGet(here.clock()::instant)));
    }

    private static Outcome outcome(Recorded line) {
        return switch (line.consent()) {
            case APPROVED -> Outcome.APPROVED;
            case STOPPED -> Outcome.BLOCKED;
            case UNSAID -> Outcome.PROCEEDED;
        };
    }

    private Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("policy_version", tried.compiled().version());
        view.put("replayed", simulation.replayed());
        view.put("approximate", simulation.approximate());
        view.put("left", left);
        view.put(
                "steps",
                simulation.counts().entrySet().stream()
                        .map(
                                entry ->
                                        Map.of(
                                                "before", entry.getKey().before().id(),
                                                "after", entry.getKey().after().id(),
                                                "calls", entry.getValue()))
                        .toList());
        view.put("changed", simulation.changed());
        view.put("changes", simulation.changes().stream().map(this::changed).toList());
        return view;
    }

    private Map<String, Object> changed(Replayed change) {
        var mask = new ActionMask(Masker.shippedAnd(tried.compiled().secrets()), List.of());
        Action action = change.recorded().action();
        Map<String, Object> masked = mask.fields(action.input());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", change.recorded().id());
        change.recorded().time().ifPresent(time -> view.put("time", time.toString()));
        view.put("agent", change.recorded().run().agent());
        view.put("session", action.session());
        view.put("tool", action.tool());
        view.put(
                "headline",
                masked.get("command") instanceof String command
                        ? command
                        : action.tool() + " " + Json.text(masked));
        view.put("before", change.before().id());
        view.put("after", change.after().id());
        view.put(
                "rules_after",
                change.verdict().rules().stream()
                        .filter(rule -> rule.effect() == change.after())
                        .map(MatchedRule::id)
                        .toList());
        view.put("reason", mask.text(change.verdict().reason()));
        view.put(
                "doubts",
                change.doubts().stream()
                        .map(doubt -> doubt.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        return view;
    }
}
