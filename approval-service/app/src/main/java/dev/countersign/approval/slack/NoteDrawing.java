package dev.countersign.approval.slack;

import dev.countersign.approval.slack.SlackGateway.Posted;
import dev.countersign.runtime.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Notes what came of a drawing. */
@ApplicationScoped
class NoteDrawing {

    /** How a drawing ended. */
    sealed interface Result {

        /**
         * @param told whether the end was told in the thread
         */
        record Shown(Posted at, boolean told) implements Result {}

        /** As the other, but Slack took only the plain card. */
        record ShownPlain(Posted at, Card plain, boolean told) implements Result {}

        /** Nothing more can be done. */
        record Over() implements Result {}

        record Failed(Answer.Failed<?> answer) implements Result {}
    }

    private final Now now;

    NoteDrawing(Now now) {
        this.now = now;
    }

    @Transactional
    public void note(Drawing drawing, Result result) {
        SlackCard card = SlackCard.lock(drawing.card());
        Instant moment = now.instant();
        switch (result) {
            case Result.Shown shown -> {
                card.shows(shown.at(), drawing.position(), moment);
                card.told |= shown.told();
            }
            case Result.ShownPlain shown -> {
                card.simplified(shown.plain());
                card.shows(shown.at(), drawing.position(), moment);
                card.told |= shown.told();
            }
            case Result.Over over -> card.settled(drawing.position(), moment);
            case Result.Failed failed -> {
                card.failed(failed.answer().code(), failed.answer().pause(), moment);
                if (failed.answer().code().equals("ratelimited")) {
                    SlackCard.pause(card.channel, card.due);
                }
            }
        }
    }
}
