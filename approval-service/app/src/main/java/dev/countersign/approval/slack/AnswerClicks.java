package dev.countersign.approval.slack;

import dev.countersign.approval.request.RequestConfig;
import dev.countersign.approval.slack.ClaimClick.Claimed;
import dev.countersign.approval.slack.CountClick.Outcome;
import dev.countersign.approval.slack.Interaction.Sender;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Empties the inbox: each click is counted or its person is told why not. */
@ApplicationScoped
class AnswerClicks {

    private static final Logger LOG = Logger.getLogger(AnswerClicks.class);

    private final ClaimClick claim;
    private final CountClick count;
    private final NoteClick note;
    private final SlackConnection connection;
    private final RequestConfig config;

    AnswerClicks(
            ClaimClick claim,
            CountClick count,
            NoteClick note,
            SlackConnection connection,
            RequestConfig config) {
        this.claim = claim;
        this.count = count;
        this.note = note;
        this.connection = connection;
        this.config = config;
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
            tell(claimed.clicked(), turned.away());
        }
    }

    /** Never through an address from the payload, so nothing there decides where we connect to. */
    void tell(Clicked clicked, Refused refused) {
        Sender sender = clicked.sender();
        String dashboard =
                CheckClick.about(clicked)
                        .map(approval -> config.webUrl() + "/approvals/" + approval)
                        .orElse(config.webUrl());
        Answer<String> said =
                connection
                        .slack()
                        .whisper(
                                clicked.channel(), sender.person(), Note.about(refused, dashboard));
        if (said instanceof Answer.Failed<String> failed) {
            LOG.warnf("A note did not reach its person code=%s", failed.code());
        }
    }
}
