package dev.countersign.approval.slack;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Change;
import dev.countersign.approval.change.Changes;
import dev.countersign.approval.request.Queue;
import dev.countersign.audit.api.ApprovalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Turns committed changes into cards that want to be drawn. */
@ApplicationScoped
class FollowChanges {

    private static final int BATCH = 200;

    private final Changes changes;
    private final Queue queue;
    private final SlackConnection connection;
    private final EntityManager database;

    FollowChanges(
            Changes changes, Queue queue, SlackConnection connection, EntityManager database) {
        this.changes = changes;
        this.queue = queue;
        this.connection = connection;
        this.database = database;
    }

    /**
     * Takes the next changes. The cursor's row is locked meanwhile, so replicas take turns, and it
     * moves in the same transaction as the cards, so that a crash repeats or skips nothing.
     *
     * @return the position up to which everything is taken now
     */
    @Transactional
    public long follow() {
        long position =
                ((Number)
                                database.createNativeQuery(
                                                "select position from slack_cursor for update")
                                        .getSingleResult())
                        .longValue();
        List<Change> batch = changes.after(position, BATCH);
        for (Change change : batch) {
            if (change.kind().equals("approval")) {
                take(new ApprovalId(change.subject()), change.position());
            }
            position = change.position();
        }
        database.createNativeQuery("update slack_cursor set position = :position")
                .setParameter("position", position)
                .executeUpdate();
        return position;
    }

    /** A request that is over already gets no new card; those it has are renewed. */
    private void take(ApprovalId approval, long position) {
        Optional<ApprovalView> now = queue.find(approval);
        if (now.filter(view -> view.status() == ApprovalStatus.PENDING).isPresent()) {
            SlackCard.want(approval, connection.connected().channel(), position);
        }
        SlackCard.renew(approval, position);
    }
}
