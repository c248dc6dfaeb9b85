package dev.countersign.decision.replay;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.api.SimulationView;
import dev.countersign.decision.api.SimulationView.ChangedDecision;
import dev.countersign.decision.bundle.Candidate;
import dev.countersign.decision.bundle.Candidates;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.decision.decide.Headline;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.replay.Doubt;
import dev.countersign.policy.replay.Recorded;
import dev.countersign.policy.replay.Replayed;
import dev.countersign.policy.replay.Replayer;
import dev.countersign.policy.replay.Simulation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says which recorded decisions a policy would change. Stores nothing. */
@ApplicationScoped
class Simulate {

    private static final int MOST_CHANGES = 200;

    private final ReadRecording reading;
    private final Candidates candidates;

    Simulate(ReadRecording reading, Candidates candidates) {
        this.reading = reading;
        this.candidates = candidates;
    }

    SimulationView simulate(Candidate candidate, Stretch stretch) {
        var replayers = new IdentityHashMap<CompiledPolicy, Replayer>();
        var simulation = new Simulation(MOST_CHANGES);
        Recording recording = reading.read(stretch);
        long left = recording.incomplete();
        for (Recorded call : recording.calls()) {
            Optional<CompiledPolicy> policy = candidate.forAgent(call.run().agent());
            if (policy.isPresent()) {
                Optional<Replayed> replayed =
                        replayers
                                .computeIfAbsent(
                                        policy.get(), own -> new Replayer(own, candidates::guarded))
                                .replay(call);
                replayed.ifPresent(simulation::add);
                left += replayed.isPresent() ? 0 : 1;
            }
        }
        return new SimulationView(
                candidate.version(),
                stretch.from(),
                simulation.replayed(),
                simulation.approximate(),
                left,
                recording.cut(),
                steps(simulation),
                simulation.changed(),
                simulation.changes().stream()
                        .map(
                                change ->
                                        changed(
                                                change,
                                                candidate.masker(change.recorded().run().agent())))
                        .toList());
    }

    private static List<SimulationView.Step> steps(Simulation simulation) {
        return simulation.counts().entrySet().stream()
                .map(
                        entry ->
                                new SimulationView.Step(
                                        Judgement.effect(entry.getKey().before()),
                                        Judgement.effect(entry.getKey().after()),
                                        entry.getValue()))
                .toList();
    }

    private static ChangedDecision changed(Replayed change, Masker masker) {
        Recorded call = change.recorded();
        return new ChangedDecision(
                new DecisionId(call.id()),
                call.time().orElseThrow(),
                call.run().agent(),
                new SessionId(call.run().session()),
                call.action().tool(),
                masker.text(Headline.of(change.facts())),
                Judgement.effect(change.before()),
                Judgement.effect(change.after()),
                call.rules(),
                change.verdict().rules().stream()
                        .filter(rule -> rule.effect() == change.after())
                        .map(MatchedRule::id)
                        .toList(),
                masker.text(change.verdict().reason()),
                change.doubts().stream().sorted().map(Simulate::word).toList());
    }

    private static String word(Doubt doubt) {
        return doubt.name().toLowerCase(Locale.ROOT);
    }
}
