package dev.countersign.ui;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalPage;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.VoteView;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.ui.FakeServices.Asker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The queue of approval-service as far as pages ask for it. */
final class FakeQueue {

    /** The database's time; it stands still. */
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final Set<String> SEE_ALL =
            Set.of("approver", "security-reviewer", "on-call", "auditor", "policy-admin");

    private final Map<ApprovalId, ApprovalView> requests =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private final FakeServices.Listener listener;

    FakeQueue(FakeServices.Listener listener) {
        this.listener = listener;
    }

    ApprovalView put(ApprovalView request) {
        requests.put(request.id(), request);
        listener.changed("approval", request.id().value(), request.status().name());
        return request;
    }

    void empty() {
        requests.clear();
    }

    ApprovalView stored(ApprovalId id) {
        return requests.get(id);
    }

    ApprovalPage list(Asker asker, Optional<ApprovalStatus> status) {
        List<ApprovalView> found =
                new ArrayList<>(
                        requests.values().stream()
                                .filter(request -> sees(asker, request))
                                .filter(
                                        request ->
                                                status.isEmpty()
                                                        || status.get() == request.status())
                                .map(request -> seenBy(asker, request))
                                .toList());
        Collections.reverse(found);
        return new ApprovalPage(found, Optional.empty());
    }

    ApprovalView get(Asker asker, ApprovalId id) {
        return seenBy(asker, visible(asker, id));
    }

    ApprovalView vote(Asker asker, ApprovalId id, Ballot ballot) {
        ApprovalView request = visible(asker, id);
        refusal(asker, request)
                .ifPresent(
                        code -> {
                            throw FakeServices.refused(code);
                        });
        if (ballot.vote() == Choice.DENY) {
            FakeServices.demandReason(ballot.reason(), 3);
        }
        List<VoteView> votes = new ArrayList<>(request.votes());
        votes.add(
                new VoteView(
                        asker.name(),
                        List.of(),
                        ballot.vote(),
                        ballot.reason(),
                        Channel.DASHBOARD,
                        NOW,
                        true));
        int approvals = (int) votes.stream().filter(vote -> vote.vote() == Choice.APPROVE).count();
        ApprovalStatus status =
                ballot.vote() == Choice.DENY
                        ? ApprovalStatus.DENIED
                        : approvals >= request.requirement().quorum()
                                ? ApprovalStatus.APPROVED
                                : ApprovalStatus.PENDING;
        return put(
                Held.from(request).with(votes, approvals).status(status, ballot.reason()).view());
    }

    private ApprovalView visible(Asker asker, ApprovalId id) {
        ApprovalView request = requests.get(id);
        if (request == null || !sees(asker, request)) {
            throw FakeServices.refused(ApprovalError.NO_SUCH_APPROVAL);
        }
        return request;
    }

    private static boolean sees(Asker asker, ApprovalView request) {
        return request.proposer().operator().equals(asker.name())
                || asker.roles().stream().anyMatch(SEE_ALL::contains);
    }

    private static ApprovalView seenBy(Asker asker, ApprovalView request) {
        return Held.from(request).refusal(refusal(asker, request).map(ApprovalError::title)).view();
    }

    private static Optional<ApprovalError> refusal(Asker asker, ApprovalView request) {
        if (request.status() != ApprovalStatus.PENDING) {
            return Optional.of(ApprovalError.ALREADY_RESOLVED);
        }
        if (request.proposer().operator().equals(asker.name())
                || request.proposer().owner().filter(asker.name()::equals).isPresent()) {
            return Optional.of(ApprovalError.OWN_AGENT);
        }
        if (request.requirement().groups().stream().noneMatch(asker.groups()::contains)) {
            return Optional.of(ApprovalError.NOT_IN_GROUP);
        }
        return request.votes().stream().anyMatch(vote -> vote.voter().equals(asker.name()))
                ? Optional.of(ApprovalError.ALREADY_VOTED)
                : Optional.empty();
    }
}
