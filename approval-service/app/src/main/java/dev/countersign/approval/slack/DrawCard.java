package dev.countersign.approval.slack;

import dev.countersign.approval.slack.Answer.Done;
import dev.countersign.approval.slack.Answer.Failed;
import dev.countersign.approval.slack.NoteDrawing.Result;
import dev.countersign.approval.slack.SlackGateway.Posted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Has Slack show one card that is behind. Driven by the saved rows, so it may be repeated. */
@ApplicationScoped
class DrawCard {

    private static final Logger LOG = Logger.getLogger(DrawCard.class);

    private final ClaimDrawing claim;
    private final NoteDrawing note;
    private final SlackConnection connection;

    DrawCard(ClaimDrawing claim, NoteDrawing note, SlackConnection connection) {
        this.claim = claim;
        this.note = note;
        this.connection = connection;
    }

    /**
     * @return false if there was none to draw
     */
    boolean next() {
        Optional<Drawing> drawing = claim.claim();
        drawing.ifPresent(claimed -> note.note(claimed, draw(claimed)));
        return drawing.isPresent();
    }

    private Result draw(Drawing drawing) {
        SlackGateway slack = connection.slack();
        return switch (drawing) {
            case Drawing.Nothing nothing -> new Result.Over();
            case Drawing.Post post -> {
                Answer<Posted> answer = slack.post(post.channel(), post.face());
                yield isOurFault(answer)
                        ? plain(slack.post(post.channel(), post.plain()), post.plain())
                        : result(answer);
            }
            case Drawing.Update update -> update(slack, update);
        };
    }

    private static Result update(SlackGateway slack, Drawing.Update update) {
        Answer<Posted> answer = slack.update(update.at(), update.face());
        Result result =
                isOurFault(answer)
                        ? plain(slack.update(update.at(), update.plain()), update.plain())
                        : result(answer);
        return switch (result) {
            case Result.Shown shown -> new Result.Shown(shown.at(), tell(slack, update));
            case Result.ShownPlain shown ->
                    new Result.ShownPlain(shown.at(), shown.plain(), tell(slack, update));
            case Result.Over over -> {
                tell(slack, update);
                yield over;
            }
            case Result.Failed failed -> failed;
        };
    }

    /** The thread is a courtesy: the card says the same, so a failure is only logged. */
    private static boolean tell(SlackGateway slack, Drawing.Update update) {
        return update.story()
                .map(
                        story ->
                                switch (slack.reply(update.at(), story)) {
                                    case Done<Posted> done -> true;
                                    case Failed<Posted> failed -> {
                                        LOG.warnf("Slack took no reply code=%s", failed.code());
                                        yield false;
                                    }
                                })
                .orElse(false);
    }

    private static boolean isOurFault(Answer<Posted> answer) {
        boolean ours = answer instanceof Failed<Posted> failed && failed.fault() == Fault.OURS;
        if (ours) {
            LOG.errorf("Slack does not take a card, sending the plain one: %s", answer);
        }
        return ours;
    }

    private static Result plain(Answer<Posted> answer, Card plain) {
        return switch (answer) {
            case Done<Posted>(Posted at) -> new Result.ShownPlain(at, plain, false);
            case Failed<Posted> failed -> failed(failed);
        };
    }

    private static Result result(Answer<Posted> answer) {
        return switch (answer) {
            case Done<Posted>(Posted at) -> new Result.Shown(at, false);
            case Failed<Posted> failed -> failed(failed);
        };
    }

    private static Result failed(Failed<Posted> failed) {
        return switch (failed.fault()) {
            case GONE -> {
                LOG.warnf("A card cannot be updated any more code=%s", failed.code());
                yield new Result.Over();
            }
            case LATER -> new Result.Failed(failed);
            case SETUP, DESTINATION, OURS -> {
                LOG.errorf("Slack refuses, somebody must look at it code=%s", failed.code());
                yield new Result.Failed(failed);
            }
        };
    }
}
