package dev.countersign.approval.request;

import dev.countersign.approval.api.Channel;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.ErrorCode;
import dev.countersign.audit.api.Event;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Turns away whoever is not even a person with an account, and leaves a trace of it. */
@ApplicationScoped
public class RefuseVote {

    private final Chronicle chronicle;

    RefuseVote(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /**
     * @param voter by the name under which the channel knows them
     * @return what to throw or to show
     * @throws Refused NO_SUCH_APPROVAL
     */
    @Transactional
    public Refused refuse(ApprovalId id, String voter, Channel channel, ErrorCode why) {
        ApprovalRequest request =
                ApprovalRequest.<ApprovalRequest>findByIdOptional(id.value())
                        .orElseThrow(() -> ApprovalRequest.noSuch(id));
        chronicle.refused(
                new Event.VoteRefused(
                        Chronicle.story(request), id, voter, channel.toString(), why.name()));
        return new Refused(why, "The vote of '%s' on %s was not taken.".formatted(voter, id));
    }
}
