package dev.countersign.approval.request;

import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.VoteView;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One person's vote on one request. Never changed, never taken back. */
@Entity
@Immutable
class Vote {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "request")
    ApprovalRequest request;

    String subject;
    String voter;

    /** The panels on which they sat when they voted, counted from 0. */
    int[] panels;

    @Enumerated(EnumType.STRING)
    Choice choice;

    String reason;

    @Enumerated(EnumType.STRING)
    Channel channel;

    /** Lower-case hexadecimal SHA-256 of what the channel showed. */
    String shown;

    Instant at;

    /** False for one that came after the request was resolved. */
    boolean counted;

    protected Vote() {}

    Vote(
            ApprovalRequest request,
            Member voter,
            int[] panels,
            Ballot ballot,
            Channel channel,
            String shown,
            Instant at) {
        this.request = request;
        this.subject = voter.subject();
        this.voter = voter.name();
        this.panels = panels;
        this.choice = ballot.vote();
        this.reason = ballot.reason();
        this.channel = channel;
        this.shown = shown;
        this.at = at;
        this.counted = request.isPending();
    }

    boolean satOn(int panel) {
        return IntStream.of(panels).anyMatch(one -> one == panel);
    }

    VoteView view() {
        return new VoteView(voter, List.of(), choice, reason, channel, at, counted);
    }
}
