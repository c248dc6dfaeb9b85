package dev.countersign.decision.replay;

import dev.countersign.decision.api.SuggestionsView;
import dev.countersign.decision.api.SuggestionsView.SuggestedRule;
import dev.countersign.decision.bundle.Candidates;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.replay.Observed;
import dev.countersign.policy.replay.Recorded;
import dev.countersign.policy.replay.Replayer;
import dev.countersign.policy.replay.Suggestion;
import jakarta.enterprise.context.ApplicationScoped;

/** Says which rules follow from what was observed under the policies in force. Stores nothing. */
@ApplicationScoped
class Suggest {

    private final ReadRecording reading;
    private final Candidates candidates;

    Suggest(ReadRecording reading, Candidates candidates) {
        this.reading = reading;
        this.candidates = candidates;
    }

    SuggestionsView suggest(Stretch stretch) {
        // Facts and circumstances are what is asked of it; the policy in force judges them.
        var replayer = new Replayer(CompiledPolicy.baseline(), candidates::guarded);
        var observed = new Observed();
        Recording recording = reading.read(stretch);
        for (Recorded call : recording.calls()) {
            replayer.replay(call).ifPresent(done -> observed.add(done, candidates.present(done)));
        }
        return new SuggestionsView(
                stretch.from(),
                recording.calls().size(),
                recording.cut(),
                observed.suggestions().stream().map(Suggest::view).toList(),
                observed.yaml());
    }

    private static SuggestedRule view(Suggestion one) {
        return new SuggestedRule(
                one.id(),
                Judgement.effect(one.effect()),
                one.about(),
                one.match(),
                one.why().text(),
                one.calls(),
                one.sessions(),
                one.people(),
                one.first(),
                one.last(),
                one.examples());
    }
}
