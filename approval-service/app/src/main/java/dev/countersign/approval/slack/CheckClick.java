package dev.countersign.approval.slack;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.request.Queue;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Whether a click stands on what was stored and shown. A valid signature only proves that Slack
 * sent it; nothing in it is believed before it is compared here.
 */
@ApplicationScoped
class CheckClick {

    /** A request and the digest of the drawing that the person clicked on. */
    record Checked(ApprovalId request, String shown) {}

    private final Queue queue;
    private final SlackConnection connection;

    CheckClick(Queue queue, SlackConnection connection) {
        this.queue = queue;
        this.connection = connection;
    }

    /**
     * It came from our app and from somebody of our workspace, and there is such a request.
     *
     * @throws Refused FOREIGN_APP, FOREIGN_WORKSPACE or UNKNOWN_CARD
     */
    void requireOurs(Clicked clicked) {
        Workspace ours = connection.connected();
        Interaction.Sender sender = clicked.sender();
        if (!sender.app().equals(ours.appId())) {
            throw new Refused(SlackError.FOREIGN_APP, "The app is %s.".formatted(sender.app()));
        }
        if (!sender.team().equals(ours.teamId()) || !sender.personTeam().equals(ours.teamId())) {
            throw new Refused(SlackError.FOREIGN_WORKSPACE, "It is not the connected one.");
        }
        if (about(clicked).flatMap(queue::find).isEmpty()) {
            throw unknown();
        }
    }

    static Optional<ApprovalId> about(Clicked clicked) {
        return ButtonValue.parse(clicked.value()).map(ButtonValue::approval);
    }

    /**
     * Compares with the newest drawing and with how the request stands now, read in this order, as
     * the request is decided before its card is drawn anew. A card that turns out to be behind is
     * drawn again.
     *
     * @param voter user name, as far as it is known
     * @return empty if Slack has not yet told where it shows that card: ask again
     * @throws Refused UNKNOWN_CARD, ALREADY_RESOLVED, ALREADY_VOTED, STALE_CARD or NOT_SHOWN_WHOLE
     */
    @Transactional(dontRollbackOn = Refused.class)
    public Optional<Checked> requireCurrent(Clicked clicked, Optional<String> voter) {
        ButtonValue pointer = ButtonValue.parse(clicked.value()).orElseThrow(CheckClick::unknown);
        SlackCard card =
                SlackCard.findByApprovalAndChannel(pointer.approval(), clicked.channel())
                        .filter(known -> known.ts == null || known.ts.equals(clicked.ts()))
                        .orElseThrow(CheckClick::unknown);
        ApprovalView view = queue.find(pointer.approval()).orElseThrow(CheckClick::unknown);
        requireOpen(view, voter);
        if (!card.isShowing(ButtonValue.of(view.id(), view.digest(), card.nonce), pointer)) {
            card.redraw();
            throw new Refused(
                    SlackError.STALE_CARD,
                    "It has %d of %d approvals."
                            .formatted(view.approvals(), view.requirement().quorum()));
        }
        if (!card.approvable) {
            throw new Refused(SlackError.NOT_SHOWN_WHOLE, "This card has no such button.");
        }
        return card.ts == null ? Optional.empty() : Optional.of(new Checked(view.id(), card.shown));
    }

    private static void requireOpen(ApprovalView view, Optional<String> voter) {
        if (view.status() != ApprovalStatus.PENDING) {
            throw new Refused(ApprovalError.ALREADY_RESOLVED, view.resolution().orElse(""));
        }
        if (view.votes().stream()
                .anyMatch(vote -> voter.filter(vote.voter()::equals).isPresent())) {
            throw new Refused(
                    ApprovalError.ALREADY_VOTED,
                    "It has %d of %d approvals."
                            .formatted(view.approvals(), view.requirement().quorum()));
        }
    }

    private static Refused unknown() {
        return new Refused(SlackError.UNKNOWN_CARD, "Nothing was decided.");
    }
}
