package dev.countersign.approval.slack;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Keeps what people did before Slack is told that it arrived; it is counted afterwards. */
@ApplicationScoped
class Inbox {

    /**
     * @return false if the very same click was kept before
     */
    @Transactional
    public boolean keep(Clicked clicked) {
        return SlackClick.insert(clicked);
    }
}
