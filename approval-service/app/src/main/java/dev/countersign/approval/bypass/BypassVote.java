package dev.countersign.approval.bypass;

import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.VoteView;
import dev.countersign.approval.request.Member;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one vote that decides a bypass. */
@Embeddable
class BypassVote {

    @Column(name = "vote_subject")
    String subject;

    @Column(name = "vote_voter")
    String voter;

    /** Realm roles that they held; of older votes they are not known. */
    @Column(name = "vote_roles")
    @Nullable List<String> roles;

    @Column(name = "vote_choice")
    @Enumerated(EnumType.STRING)
    Choice choice;

    @Column(name = "vote_reason")
    String reason;

    @Column(name = "vote_channel")
    @Enumerated(EnumType.STRING)
    Channel channel;

    @Column(name = "vote_at")
    Instant at;

    protected BypassVote() {}

    BypassVote(Member voter, Ballot ballot, Channel channel, Instant at) {
        this.subject = voter.subject();
        this.voter = voter.name();
        this.roles = voter.roles().stream().sorted().toList();
        this.choice = ballot.vote();
        this.reason = ballot.reason();
        this.channel = channel;
        this.at = at;
    }

    VoteView view() {
        return new VoteView(
                voter, roles == null ? List.of() : roles, choice, reason, channel, at, true);
    }
}
