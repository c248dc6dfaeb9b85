package dev.countersign.approval.slack;

import dev.countersign.approval.slack.SlackGateway.Posted;
import dev.countersign.audit.api.ApprovalId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Slack shows of a request, and how far that is behind. */
@Entity
class SlackCard extends PanacheEntityBase {

    /** Longest time that a process may take between saving a drawing and noting Slack's answer. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String approval;
    String channel;

    /** Null until Slack has told it. */
    @Nullable String ts;

    /** Counts the drawings; of the last one, saved before Slack saw it, are the next three. */
    int revision;

    String nonce;
    String shown;
    boolean approvable;

    /** Position of the newest change that the card has to show, and of the one it does show. */
    long wanted;

    long drawn;

    /** Whether the end was told in the thread. */
    boolean told;

    int attempts;
    @Nullable String problem;

    /** When it may be drawn again. */
    Instant due;

    protected SlackCard() {}

    /** Makes sure that the request has a card in the channel which shows that change. */
    static void want(ApprovalId approval, String channel, long position) {
        getEntityManager()
                .createNativeQuery(
                        """
                        insert into slack_card (approval, channel, wanted)
                        values (:approval, :channel, :position)
                        on conflict (approval, channel) do nothing
                        """)
                .setParameter("approval", approval.value())
                .setParameter("channel", channel)
                .setParameter("position", position)
                .executeUpdate();
    }

    /** Has all cards of the request show that change. */
    static void renew(ApprovalId approval, long position) {
        update("wanted = ?1 where approval = ?2", position, approval.value());
    }

    /**
     * A card that is behind and whose time has come, with its row locked until the transaction
     * ends. Rows that another replica has locked are passed over, so no card is drawn twice at once
     * and none waits for another.
     */
    static Optional<SlackCard> lockDue(Instant now) {
        List<?> found =
                getEntityManager()
                        .createNativeQuery(
                                """
                                select * from slack_card where drawn < wanted and due <= :now
                                order by due, id limit 1 for update skip locked
                                """,
                                SlackCard.class)
                        .setParameter("now", now)
                        .getResultList();
        return found.stream().map(SlackCard.class::cast).findFirst();
    }

    static SlackCard lock(long id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    static Optional<SlackCard> findByApprovalAndChannel(ApprovalId approval, String channel) {
        return find("approval = ?1 and channel = ?2", approval.value(), channel)
                .firstResultOptional();
    }

    /** When the next card may be drawn. */
    static Optional<Instant> nextDue() {
        return find("drawn < wanted order by due")
                .project(Due.class)
                .firstResultOptional()
                .map(Due::due);
    }

    record Due(Instant due) {}

    /** The last answers of Slack about cards that are still behind. */
    static List<SlackCard> inTrouble() {
        return list("drawn < wanted and problem is not null");
    }

    /** Keeps everything away from a channel that Slack wants to be left alone. */
    static void pause(String channel, Instant until) {
        update("due = ?1 where channel = ?2 and due < ?1 and drawn < wanted", until, channel);
    }

    Optional<Posted> posted() {
        return Optional.ofNullable(ts).map(known -> new Posted(channel, known));
    }

    ApprovalId approval() {
        return new ApprovalId(approval);
    }

    /** If we were to crash after this was saved, it is drawn anew when the lease is over. */
    void drawing(Card card, String newNonce, Instant now) {
        revision++;
        nonce = newNonce;
        shown = card.digest();
        approvable = card.approvable();
        due = now.plus(LEASE);
    }

    void simplified(Card plain) {
        shown = plain.digest();
        approvable = false;
    }

    void shows(Posted at, long position, Instant now) {
        ts = at.ts();
        settled(position, now);
    }

    /** There is no more to be done about it up to that change. */
    void settled(long position, Instant now) {
        drawn = position;
        due = now;
        attempts = 0;
        problem = null;
    }

    void failed(String code, Duration atLeast, Instant now) {
        problem = code;
        Duration backoff = Duration.ofSeconds(1L << Math.min(attempts, 10));
        Duration pause = backoff.compareTo(LONGEST_PAUSE) < 0 ? backoff : LONGEST_PAUSE;
        due = now.plus(pause.compareTo(atLeast) < 0 ? atLeast : pause);
        attempts++;
    }

    /** Whether a button points at what Slack shows now. */
    boolean isShowing(ButtonValue expected, ButtonValue clicked) {
        return revision > 0 && expected.matches(clicked);
    }

    /** Slack may show less than it told. */
    void redraw() {
        drawn = 0;
    }
}
