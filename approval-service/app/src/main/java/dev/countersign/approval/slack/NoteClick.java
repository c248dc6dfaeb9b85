package dev.countersign.approval.slack;

import dev.countersign.runtime.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Notes what came of a click. */
@ApplicationScoped
class NoteClick {

    private final Now now;

    NoteClick(Now now) {
        this.now = now;
    }

    @Transactional
    public void note(ClaimClick.Claimed claimed, CountClick.Outcome outcome) {
        SlackClick click = SlackClick.lock(claimed.id());
        switch (outcome) {
            case CountClick.Outcome.Counted counted -> click.done("COUNTED", now.instant());
            case CountClick.Outcome.Turned turned ->
                    click.done(turned.away().code().name(), now.instant());
            case CountClick.Outcome.Later later -> click.again(now.instant());
        }
    }
}
