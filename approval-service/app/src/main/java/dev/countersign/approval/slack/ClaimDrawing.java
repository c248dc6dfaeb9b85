package dev.countersign.approval.slack;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.request.Queue;
import dev.countersign.runtime.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;

/** Saves how a card will be drawn next, before Slack is asked to show it. */
@ApplicationScoped
class ClaimDrawing {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BITS = 80;

    private final Queue queue;
    private final Now now;

    ClaimDrawing(Queue queue, Now now) {
        this.queue = queue;
        this.now = now;
    }

    /** The next card that is behind; nobody else draws it for the length of its lease. */
    @Transactional
    public Optional<Drawing> claim() {
        return SlackCard.lockDue(now.instant()).map(this::draw);
    }

    private Drawing draw(SlackCard card) {
        ApprovalView view = queue.find(card.approval()).orElseThrow();
        boolean pending = view.status() == ApprovalStatus.PENDING;
        if (card.ts == null && !pending) {
            return new Drawing.Nothing(card.id, card.wanted);
        }
        String nonce = new BigInteger(NONCE_BITS, RANDOM).toString(Character.MAX_RADIX);
        Card face = Card.of(view, card.revision + 1, nonce);
        card.drawing(face, nonce, now.instant());
        Card plain = Card.plain(view, card.revision);
        Optional<String> story =
                pending || card.told ? Optional.empty() : Optional.of(Card.story(view));
        return card.posted()
                .<Drawing>map(
                        at -> new Drawing.Update(card.id, card.wanted, at, face, plain, story))
                .orElseGet(() -> new Drawing.Post(card.id, card.wanted, card.channel, face, plain));
    }
}
