package dev.countersign.approval.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a held call into the queue. */
@ApplicationScoped
class Open {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int LARGEST = 512 * 1024;

    private final Directory directory;
    private final Now now;
    private final Chronicle chronicle;
    private final Queue queue;
    private final EntityManager database;

    Open(Directory directory, Now now, Chronicle chronicle, Queue queue, EntityManager database) {
        this.directory = directory;
        this.now = now;
        this.chronicle = chronicle;
        this.queue = queue;
        this.database = database;
    }

    /**
     * The directory is asked before the first statement, so that no connection is held while it
     * answers.
     *
     * @throws Refused INVALID_ORDER or DIRECTORY_UNREACHABLE; nothing was stored then
     */
    @Transactional
    public ApprovalView open(ApprovalOrder order) {
        requireValid(order);
        Optional<String> flaw =
                new Electorate(order.proposer().requester(), order.requirement(), Duration.ZERO)
                        .flaw(members(order))
                        .map("Denied, because "::concat);
        oneAtATime(order);
        Instant moment = now.instant();
        ApprovalRequest request =
                ApprovalRequest.findByOrder(order).orElseGet(() -> enqueue(order, flaw, moment));
        return queue.show(request, moment, Optional.of(ApprovalError.NOT_A_PERSON));
    }

    private ApprovalRequest enqueue(ApprovalOrder order, Optional<String> flaw, Instant moment) {
        ApprovalRequest request = new ApprovalRequest(ApprovalId.next(), order, moment);
        request.persist();
        chronicle.reached(request);
        flaw.ifPresent(
                why -> {
                    request.deny(why, moment);
                    chronicle.reached(request);
                });
        return request;
    }

    private Map<String, List<Member>> members(ApprovalOrder order) {
        Map<String, List<Member>> found = new HashMap<>();
        for (String group : Electorate.groups(order.requirement())) {
            directory.membersOf(group).ifPresent(members -> found.put(group, members));
        }
        return found;
    }

    /**
     * Orders with the same decision wait for each other until the first has committed, so that the
     * second finds its request instead of running into the unique key.
     */
    private void oneAtATime(ApprovalOrder order) {
        database.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended(:decision, 1))")
                .setParameter("decision", order.decision().value())
                .getSingleResult();
    }

    private static void requireValid(ApprovalOrder order) {
        Complete.require(order);
        require(
                DIGEST.matcher(order.digest()).matches(),
                "The digest is not 64 hexadecimal digits.");
        require(!order.proposer().operator().isBlank(), "The operator is empty.");
        Terms.objection(order.requirement()).ifPresent(wrong -> require(false, wrong));
        requireStorable(order);
    }

    private static void requireStorable(ApprovalOrder order) {
        try {
            StoredOrder.digest(order.action());
        } catch (IllegalArgumentException e) {
            throw new Refused(ApprovalError.INVALID_ORDER, "The action: " + e.getMessage());
        }
        int size = new StoredOrder().convertToDatabaseColumn(order).getBytes(UTF_8).length;
        require(
                size <= LARGEST,
                "The order has %d bytes, %d are the most.".formatted(size, LARGEST));
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new Refused(ApprovalError.INVALID_ORDER, otherwise);
        }
    }
}
