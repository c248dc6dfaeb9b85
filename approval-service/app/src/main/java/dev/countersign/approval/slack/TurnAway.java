package dev.countersign.approval.slack;

import dev.countersign.approval.api.Channel;
import dev.countersign.approval.request.Queue;
import dev.countersign.approval.request.RefuseVote;
import dev.countersign.approval.request.RequestConfig;
import dev.countersign.audit.api.Problem;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells a person why their click does nothing and what to do instead, and leaves a trace of it. */
@ApplicationScoped
class TurnAway {

    private static final Logger LOG = Logger.getLogger(TurnAway.class);

    private final Queue queue;
    private final RefuseVote refuseVote;
    private final SlackConnection connection;
    private final RequestConfig config;

    TurnAway(Queue queue, RefuseVote refuseVote, SlackConnection connection, RequestConfig config) {
        this.queue = queue;
        this.refuseVote = refuseVote;
        this.connection = connection;
        this.config = config;
    }

    void turnAway(Clicked clicked, Refused refused) {
        if (refused.code() instanceof SlackError code) {
            record(clicked, code);
        }
        tell(clicked, refused);
    }

    /** What the rules of voting refuse was noted where they stand. */
    private void record(Clicked clicked, SlackError code) {
        String person = "slack " + clicked.sender().slackId();
        CheckClick.about(clicked)
                .flatMap(queue::find)
                .ifPresent(view -> refuseVote.refuse(view.id(), person, Channel.SLACK, code));
    }

    /** Never through an address from the payload, so nothing there decides where we connect to. */
    private void tell(Clicked clicked, Refused refused) {
        Answer<String> said =
                connection
                        .slack()
                        .whisper(
                                clicked.channel(),
                                clicked.sender().person(),
                                note(refused.problem(), dashboard(clicked)));
        if (said instanceof Answer.Failed<String> failed) {
            LOG.warnf("A note did not reach its person code=%s", failed.code());
        }
    }

    private String dashboard(Clicked clicked) {
        return CheckClick.about(clicked)
                .map(approval -> config.webUrl() + "/approvals/" + approval)
                .orElse(config.webUrl());
    }

    private static String note(Problem problem, String dashboard) {
        return "%s %s %s\n<%s|Open in dashboard>"
                .formatted(
                        Visible.markup(problem.title()),
                        Visible.markup(problem.detail()),
                        Visible.markup(problem.next()),
                        dashboard);
    }
}
