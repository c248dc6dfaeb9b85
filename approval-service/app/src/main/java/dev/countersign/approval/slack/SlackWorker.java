package dev.countersign.approval.slack;

import dev.countersign.approval.change.Feed;
import dev.countersign.approval.slack.ClaimClick.Claimed;
import dev.countersign.runtime.Now;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps cards up to date and empties the inbox, in every replica; locks on the rows share the work
 * out. Does nothing while Slack is not connected.
 */
@ApplicationScoped
class SlackWorker {

    private static final Logger LOG = Logger.getLogger(SlackWorker.class);

    /** Longest time until work that another replica left behind is noticed. */
    private static final Duration SAFETY_NET = Duration.ofSeconds(10);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final SlackConnection connection;
    private final Feed feed;
    private final FollowChanges follow;
    private final DrawCard draw;
    private final AnswerClicks answers;
    private final Now now;
    private final Semaphore clicked = new Semaphore(0);
    private final Thread cards = Thread.ofVirtual().name("slack-cards").unstarted(this::showCards);
    private final Thread clicks =
            Thread.ofVirtual().name("slack-clicks").unstarted(this::emptyInbox);
    private volatile boolean running;

    SlackWorker(
            SlackConnection connection,
            Feed feed,
            FollowChanges follow,
            DrawCard draw,
            AnswerClicks answers,
            Now now) {
        this.connection = connection;
        this.feed = feed;
        this.follow = follow;
        this.draw = draw;
        this.answers = answers;
        this.now = now;
    }

    void start(@Observes StartupEvent started) {
        if (connection.workspace().isPresent()) {
            running = true;
            cards.start();
            clicks.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (running) {
            running = false;
            cards.interrupt();
            clicks.interrupt();
            cards.join(AFTER_FAILURE);
            clicks.join(AFTER_FAILURE);
        }
    }

    /** A click was kept in this process. */
    void wake() {
        clicked.release();
    }

    private void showCards() {
        repeat(
                () -> {
                    long position = follow.follow();
                    while (running && draw.next()) {
                        position = follow.follow();
                    }
                    feed.next(position, untilDue(SlackCard::nextDue));
                });
    }

    private void emptyInbox() {
        repeat(
                () -> {
                    clicked.drainPermits();
                    Optional<Claimed> next = answers.next();
                    while (running && next.isPresent()) {
                        Claimed claimed = next.get();
                        Thread.startVirtualThread(() -> answer(claimed));
                        next = answers.next();
                    }
                    long wait = untilDue(SlackClick::nextDue).toMillis();
                    if (clicked.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
                        LOG.debug("Woken by a click");
                    }
                });
    }

    private void answer(Claimed claimed) {
        try {
            answers.answer(claimed);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A click was not answered, it is tried again click=%d", claimed.id());
        }
    }

    private Duration untilDue(Supplier<Optional<Instant>> nextDue) {
        Instant moment = now.instant();
        Duration wait =
                QuarkusTransaction.requiringNew()
                        .call(nextDue::get)
                        .map(due -> Duration.between(moment, due))
                        .orElse(SAFETY_NET);
        return wait.compareTo(SAFETY_NET) < 0 ? wait : SAFETY_NET;
    }

    private interface Round {
        void run() throws InterruptedException;
    }

    /** Whatever fails in a round is saved work and comes again in the next. */
    private void repeat(Round round) {
        while (running) {
            try {
                round.run();
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.errorf(e, "Slack work failed, it goes on in %s", AFTER_FAILURE);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
