package dev.countersign.approval.slack;

import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Opens the dialog for the reason of a denial, if the card still stands. */
@ApplicationScoped
class AskWhy {

    private static final Logger LOG = Logger.getLogger(AskWhy.class);

    private final CheckClick check;
    private final SlackConnection connection;
    private final TurnAway turnAway;

    AskWhy(CheckClick check, SlackConnection connection, TurnAway turnAway) {
        this.check = check;
        this.connection = connection;
        this.turnAway = turnAway;
    }

    /** Who it is and whether they may is found out when the reason comes. */
    void ask(Clicked clicked, String trigger) {
        try {
            check.requireOurs(clicked);
            check.requireCurrent(clicked, Optional.empty());
            open(clicked, trigger);
        } catch (Refused refused) {
            turnAway.turnAway(clicked, refused);
        }
    }

    private void open(Clicked clicked, String trigger) {
        DenyDialog.Origin origin =
                new DenyDialog.Origin(clicked.channel(), clicked.ts(), clicked.value());
        if (connection.slack().open(trigger, DenyDialog.from(origin))
                instanceof Answer.Failed<String> failed) {
            LOG.warnf("The dialog did not open code=%s", failed.code());
            throw new Refused(SlackError.DIALOG_DID_NOT_OPEN, "Slack says: " + failed.code() + ".");
        }
    }
}
