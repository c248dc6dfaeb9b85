package dev.countersign.ui;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.api.BypassScope;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Review;
import dev.countersign.approval.api.VoteView;
import dev.countersign.audit.api.BypassId;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import dev.countersign.ui.FakeServices.Asker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bypasses as far as pages ask for them. */
final class FakeBypasses {

    private final Map<BypassId, BypassView> all =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private final FakeServices.Listener listener;

    FakeBypasses(FakeServices.Listener listener) {
        this.listener = listener;
    }

    void empty() {
        all.clear();
    }

    BypassView put(BypassView bypass) {
        all.put(bypass.id(), bypass);
        listener.changed("bypass", bypass.id().value(), bypass.status().name());
        return bypass;
    }

    /** One that bob asked for and alice approved. */
    BypassView live() {
        BypassView asked =
                asked(
                        "bob",
                        new BypassOrder(
                                "P0 incident: the auth service crashes at start since the last release",
                                Optional.of("INC-4711"),
                                new BypassScope(
                                        List.of("backend/auth/config.yml"),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                Duration.ofMinutes(30),
                                Optional.of("alice@example.com")));
        return put(
                voted(asked, "alice", new Ballot(Choice.APPROVE, "Seen in the incident call"), 3));
    }

    BypassView ended() {
        BypassView live = voted(live(), "alice", new Ballot(Choice.APPROVE, "ok"), 7);
        return put(over(live, BypassStatus.EXPIRED, Optional.empty()));
    }

    List<BypassView> list(Asker asker, Optional<BypassStatus> status) {
        List<BypassView> found =
                new ArrayList<>(
                        all.values().stream()
                                .filter(b -> status.isEmpty() || status.get() == b.status())
                                .map(b -> seenBy(asker, b))
                                .toList());
        Collections.reverse(found);
        return found;
    }

    BypassView request(Asker asker, BypassOrder order) {
        if (!asker.has("on-call")) {
            throw new Refused(HttpError.FORBIDDEN, "This account may not do that.");
        }
        FakeServices.demandReason(order.reason(), 20);
        BypassScope scope = order.scope();
        if (scope.paths().isEmpty() && scope.commands().isEmpty() && scope.hosts().isEmpty()) {
            throw new Refused(
                    ApprovalError.INVALID_ORDER, "Name at least one path, command or host.");
        }
        return put(asked(asker.name(), order));
    }

    BypassView vote(Asker asker, BypassId id, Ballot ballot) {
        BypassView bypass = existing(id);
        refusal(asker, bypass)
                .ifPresent(
                        code -> {
                            throw FakeServices.refused(code);
                        });
        if (ballot.vote() == Choice.DENY) {
            FakeServices.demandReason(ballot.reason(), 3);
        }
        return put(voted(bypass, asker.name(), ballot, 0));
    }

    BypassView revoke(Asker asker, BypassId id) {
        return put(over(existing(id), BypassStatus.REVOKED, Optional.of(asker.name())));
    }

    BypassView review(Asker asker, BypassId id, Review review) {
        BypassView b = existing(id);
        if (b.requester().equals(asker.name())) {
            throw FakeServices.refused(ApprovalError.OWN_BYPASS);
        }
        FakeServices.demandReason(review.finding(), 10);
        return put(
                new BypassView(
                        b.id(),
                        b.status(),
                        b.requester(),
                        b.reason(),
                        b.incident(),
                        b.scope(),
                        b.duration(),
                        b.approver(),
                        b.votes(),
                        b.createdAt(),
                        b.startedAt(),
                        b.endsAt(),
                        b.endedAt(),
                        b.endedBy(),
                        b.uses(),
                        Optional.of(asker.name()),
                        Optional.of(review.finding()),
                        b.refusal(),
                        b.now()));
    }

    private BypassView existing(BypassId id) {
        BypassView bypass = all.get(id);
        if (bypass == null) {
            throw FakeServices.refused(ApprovalError.NO_SUCH_BYPASS);
        }
        return bypass;
    }

    private static BypassView asked(String requester, BypassOrder order) {
        return new BypassView(
                BypassId.next(),
                BypassStatus.REQUESTED,
                requester,
                order.reason(),
                order.incident(),
                order.scope(),
                order.duration(),
                order.approver(),
                List.of(),
                FakeQueue.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FakeQueue.NOW);
    }

    private static BypassView voted(BypassView b, String voter, Ballot ballot, int uses) {
        boolean approved = ballot.vote() == Choice.APPROVE;
        Optional<Instant> start = approved ? Optional.of(FakeQueue.NOW) : Optional.empty();
        return new BypassView(
                b.id(),
                approved ? BypassStatus.ACTIVE : BypassStatus.DENIED,
                b.requester(),
                b.reason(),
                b.incident(),
                b.scope(),
                b.duration(),
                b.approver(),
                List.of(
                        new VoteView(
                                voter,
                                List.of(),
                                ballot.vote(),
                                ballot.reason(),
                                Channel.DASHBOARD,
                                FakeQueue.NOW,
                                true)),
                b.createdAt(),
                start,
                start.map(at -> at.plus(b.duration())),
                approved ? Optional.empty() : Optional.of(FakeQueue.NOW),
                approved ? Optional.empty() : Optional.of(voter),
                uses,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FakeQueue.NOW);
    }

    private static BypassView over(BypassView b, BypassStatus how, Optional<String> by) {
        return new BypassView(
                b.id(),
                how,
                b.requester(),
                b.reason(),
                b.incident(),
                b.scope(),
                b.duration(),
                b.approver(),
                b.votes(),
                b.createdAt(),
                b.startedAt(),
                b.endsAt(),
                Optional.of(FakeQueue.NOW),
                by,
                b.uses(),
                b.reviewedBy(),
                b.finding(),
                b.refusal(),
                b.now());
    }

    private static BypassView seenBy(Asker asker, BypassView b) {
        return new BypassView(
                b.id(),
                b.status(),
                b.requester(),
                b.reason(),
                b.incident(),
                b.scope(),
                b.duration(),
                b.approver(),
                b.votes(),
                b.createdAt(),
                b.startedAt(),
                b.endsAt(),
                b.endedAt(),
                b.endedBy(),
                b.uses(),
                b.reviewedBy(),
                b.finding(),
                refusal(asker, b).map(ApprovalError::title),
                b.now());
    }

    private static Optional<ApprovalError> refusal(Asker asker, BypassView bypass) {
        if (bypass.status() != BypassStatus.REQUESTED) {
            return Optional.of(ApprovalError.ALREADY_RESOLVED);
        }
        if (bypass.requester().equals(asker.name())) {
            return Optional.of(ApprovalError.OWN_BYPASS);
        }
        return asker.has("approver") || asker.has("on-call")
                ? Optional.empty()
                : Optional.of(ApprovalError.NOT_IN_GROUP);
    }
}
