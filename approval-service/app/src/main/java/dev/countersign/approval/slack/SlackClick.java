package dev.countersign.approval.slack;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A click in the inbox. */
@Entity
class SlackClick extends PanacheEntityBase {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_ATTEMPTS = 5;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String app;
    String team;
    String person;
    String personTeam;
    String channel;
    String messageTs;

    @Enumerated(EnumType.STRING)
    Clicked.Act act;

    String actTs;
    String value;
    String reason;
    Instant receivedAt;
    int attempts;
    Instant due;
    @Nullable Instant doneAt;
    @Nullable String outcome;

    protected SlackClick() {}

    /**
     * Keeps it unless it was kept before.
     *
     * @return whether it is new
     */
    static boolean insert(Clicked clicked) {
        return getEntityManager()
                        .createNativeQuery(
                                """
                                insert into slack_click (app, team, person, person_team, channel,
                                        message_ts, act, act_ts, value, reason, done_at, outcome)
                                values (:app, :team, :person, :personTeam, :channel,
                                        :ts, :act, :actTs, :value, :reason,
                                        case when :act = 'ASK' then now() end,
                                        case when :act = 'ASK' then 'ASKED' end)
                                on conflict (team, person, message_ts, act, act_ts) do nothing
                                """)
                        .setParameter("app", clicked.sender().app())
                        .setParameter("team", clicked.sender().team())
                        .setParameter("person", clicked.sender().person())
                        .setParameter("personTeam", clicked.sender().personTeam())
                        .setParameter("channel", clicked.channel())
                        .setParameter("ts", clicked.ts())
                        .setParameter("act", clicked.act().name())
                        .setParameter("actTs", clicked.actTs())
                        .setParameter("value", clicked.value())
                        .setParameter("reason", clicked.reason())
                        .executeUpdate()
                == 1;
    }

    /** As {@link SlackCard#lockDue}. */
    static Optional<SlackClick> lockDue(Instant now) {
        List<?> found =
                getEntityManager()
                        .createNativeQuery(
                                """
                                select * from slack_click where done_at is null and due <= :now
                                order by due, id limit 1 for update skip locked
                                """,
                                SlackClick.class)
                        .setParameter("now", now)
                        .getResultList();
        return found.stream().map(SlackClick.class::cast).findFirst();
    }

    static SlackClick lock(long id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    static Optional<Instant> nextDue() {
        return find("doneAt is null order by due")
                .project(Due.class)
                .firstResultOptional()
                .map(Due::due);
    }

    record Due(Instant due) {}

    Clicked clicked() {
        return new Clicked(
                new Interaction.Sender(app, team, person, personTeam),
                channel,
                messageTs,
                act,
                actTs,
                value,
                reason);
    }

    /** If we were to crash after this was saved, it is counted when the lease is over. */
    void claim(Instant now) {
        attempts++;
        due = now.plus(LEASE);
    }

    boolean isLastAttempt() {
        return attempts >= MOST_ATTEMPTS;
    }

    void again(Instant now) {
        due = now.plus(PAUSE);
    }

    void done(String how, Instant now) {
        doneAt = now;
        outcome = how;
    }
}
