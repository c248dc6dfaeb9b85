package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalPage;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.runtime.Now;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The queue as it stands at the moment of asking. What is overdue is shown as ended, whether or not
 * that was noted yet. Reads in a transaction of its own, so that the time and the rows agree.
 */
@ApplicationScoped
public class Queue {

    /** Sorts after every identifier, in every collation. */
    private static final String AFTER_ALL = "apr_" + "z".repeat(26);

    private final Now now;
    private final RequestConfig config;

    Queue(Now now, RequestConfig config) {
        this.now = now;
        this.config = config;
    }

    /** The request as nobody in particular sees it: {@code refusal} is empty. */
    @Transactional
    public Optional<ApprovalView> find(ApprovalId id) {
        return ApprovalRequest.<ApprovalRequest>findByIdOptional(id.value())
                .map(request -> show(request, now.instant(), Optional.empty()));
    }

    /**
     * The request of an order that was sent before.
     *
     * @throws dev.countersign.runtime.Refused INVALID_ORDER if it was for another call
     */
    @Transactional
    Optional<ApprovalView> find(ApprovalOrder order) {
        return ApprovalRequest.findByOrder(order)
                .map(request -> show(request, now.instant(), Optional.empty()));
    }

    @Transactional
    Optional<ApprovalView> find(ApprovalId id, Asker asker) {
        return ApprovalRequest.<ApprovalRequest>findByIdOptional(id.value())
                .filter(asker::sees)
                .map(
                        request -> {
                            Instant moment = now.instant();
                            return show(
                                    request,
                                    moment,
                                    asker.objection(voter -> request.objection(voter, moment)));
                        });
    }

    @Transactional
    ApprovalPage list(
            Asker asker, Optional<ApprovalStatus> status, Optional<ApprovalId> before, int limit) {
        Instant moment = now.instant();
        List<ApprovalView> items =
                newestOfOperatorWithStatusBefore(
                                asker.onlyOperatedBy(), status, before, moment, limit)
                        .stream()
                        .map(
                                request ->
                                        show(
                                                request,
                                                moment,
                                                asker.objection(
                                                        voter -> request.objection(voter, moment))))
                        .toList();
        return new ApprovalPage(
                items,
                items.size() < limit
                        ? Optional.empty()
                        : Optional.of(items.getLast().id().value()));
    }

    ApprovalView show(ApprovalRequest request, Instant moment, Optional<ApprovalError> objection) {
        return request.view(moment, objection, config.webUrl() + "/approvals/" + request.id());
    }

    /**
     * Newest first.
     *
     * @param operator only those of this operator
     * @param status only those that are this at the given moment, noted or not
     * @param before only those older than this one
     */
    private static List<ApprovalRequest> newestOfOperatorWithStatusBefore(
            Optional<String> operator,
            Optional<ApprovalStatus> status,
            Optional<ApprovalId> before,
            Instant now,
            int limit) {
        Parameters parameters =
                Parameters.with("operator", operator.orElse(""))
                        .and("before", before.map(ApprovalId::value).orElse(AFTER_ALL));
        String condition = status.map(Queue::isAtTheTime).orElse("true");
        if (condition.contains(":now")) {
            parameters.and("now", now);
        }
        String query =
                """
                (:operator = '' or lower(operator) = lower(:operator))
                and id < :before and (%s) order by id desc
                """;
        return ApprovalRequest.<ApprovalRequest>find(query.formatted(condition), parameters)
                .range(0, limit - 1)
                .list();
    }

    private static String isAtTheTime(ApprovalStatus status) {
        return switch (status) {
            case PENDING -> "status = PENDING and expiresAt > :now";
            case APPROVED -> "status = APPROVED and usableUntil > :now";
            case EXPIRED -> "status = EXPIRED or status = PENDING and expiresAt <= :now";
            case LAPSED -> "status = LAPSED or status = APPROVED and usableUntil <= :now";
            case DENIED, CANCELLED, CONSUMED, INVALIDATED -> "status = " + status;
        };
    }
}
