package dev.countersign.approval.slack;

import dev.countersign.runtime.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Takes the next click out of the inbox for the length of its lease. */
@ApplicationScoped
class ClaimClick {

    /**
     * @param last whether it is not tried again after this
     */
    record Claimed(long id, Clicked clicked, boolean last) {}

    private final Now now;

    ClaimClick(Now now) {
        this.now = now;
    }

    @Transactional
    public Optional<Claimed> claim() {
        Optional<SlackClick> due = SlackClick.lockDue(now.instant());
        due.ifPresent(click -> click.claim(now.instant()));
        return due.map(click -> new Claimed(click.id, click.clicked(), click.isLastAttempt()));
    }
}
