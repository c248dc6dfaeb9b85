package dev.countersign.approval.slack;

import dev.countersign.approval.slack.ClaimClick.Claimed;
import dev.countersign.approval.slack.CountClick.Outcome;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Empties the inbox: each click is counted or its person is told why not. */
@ApplicationScoped
class AnswerClicks {

    private final ClaimClick claim;
    private final CountClick count;
    private final NoteClick note;
    private final TurnAway turnAway;

    AnswerClicks(ClaimClick claim, CountClick count, NoteClick note, TurnAway turnAway) {
        this.claim = claim;
        this.count = count;
        this.note = note;
        this.turnAway = turnAway;
    }

    Optional<Claimed> next() {
        return claim.claim();
    }

    void answer(Claimed claimed) {
        Outcome outcome = count.count(claimed.clicked());
        if (outcome instanceof Outcome.Later && claimed.last()) {
            outcome =
                    new Outcome.Turned(
                            new Refused(SlackError.COULD_NOT_CHECK, "It was tried several times."));
        }
        note.note(claimed, outcome);
        if (outcome instanceof Outcome.Turned turned) {
            turnAway.turnAway(claimed.clicked(), turned.away());
        }
    }
}
