package dev.countersign.approval.slack;

import dev.countersign.approval.slack.SlackGateway.Posted;
import java.util.Optional;

/** What has to be done so that Slack shows a request as it is. */
sealed interface Drawing {

    /** The saved card. */
    long card();

    /** The change that it shows then. */
    long position();

    /**
     * @param plain for the case that Slack does not take the other
     */
    record Post(long card, long position, String channel, Card face, Card plain)
            implements Drawing {}

    /**
     * @param story what to tell below the card; empty if there is nothing or it was told
     */
    record Update(
            long card, long position, Posted at, Card face, Card plain, Optional<String> story)
            implements Drawing {}

    /** It ended before Slack ever showed it. */
    record Nothing(long card, long position) implements Drawing {}
}
