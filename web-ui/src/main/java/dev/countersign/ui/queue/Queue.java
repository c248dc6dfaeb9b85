package dev.countersign.ui.queue;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import java.util.Comparator;
import java.util.List;

/**
 * The queue as one person sees it.
 *
 * @param yours what waits for this person, first to end first
 * @param others what waits for other people
 * @param decided what was decided last, newest first
 */
public record Queue(
        List<ApprovalView> yours, List<ApprovalView> others, List<ApprovalView> decided) {

    private static final int DECIDED_SHOWN = 15;

    static Queue of(List<ApprovalView> pending, List<ApprovalView> newest) {
        return new Queue(
                pending.stream().filter(Queue::mayVote).sorted(BY_END).toList(),
                pending.stream().filter(request -> !mayVote(request)).sorted(BY_END).toList(),
                newest.stream()
                        .filter(request -> request.status() != ApprovalStatus.PENDING)
                        .sorted(BY_RESOLUTION.reversed())
                        .limit(DECIDED_SHOWN)
                        .toList());
    }

    private static final Comparator<ApprovalView> BY_END =
            Comparator.comparing(ApprovalView::expiresAt);

    private static final Comparator<ApprovalView> BY_RESOLUTION =
            Comparator.comparing(request -> request.resolvedAt().orElse(request.createdAt()));

    private static boolean mayVote(ApprovalView request) {
        return request.refusal().isEmpty();
    }

    public int waiting() {
        return yours.size() + others.size();
    }

    /** For those who listen instead of looking. */
    public String spoken() {
        return switch (yours.size()) {
            case 0 -> "No call waits for you.";
            case 1 -> "One call waits for you.";
            default -> yours.size() + " calls wait for you.";
        };
    }
}
