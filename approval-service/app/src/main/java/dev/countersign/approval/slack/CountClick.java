package dev.countersign.approval.slack;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.request.CastVote;
import dev.countersign.approval.request.Directory;
import dev.countersign.approval.request.Member;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes a vote of a click: finds out who it was and on what, then votes as in the dashboard. */
@ApplicationScoped
class CountClick {

    /** What came of it. */
    sealed interface Outcome {

        record Counted() implements Outcome {}

        record Turned(Refused away) implements Outcome {}

        /** Slack or the directory did not answer; nothing was decided. */
        record Later() implements Outcome {}
    }

    private final CheckClick check;
    private final SlackConnection connection;
    private final Directory directory;
    private final CastVote castVote;

    CountClick(
            CheckClick check, SlackConnection connection, Directory directory, CastVote castVote) {
        this.check = check;
        this.connection = connection;
        this.directory = directory;
        this.castVote = castVote;
    }

    Outcome count(Clicked clicked) {
        try {
            check.requireOurs(clicked);
            return switch (connection.slack().person(clicked.sender().person())) {
                case Answer.Done<SlackPerson>(SlackPerson person) -> vote(clicked, person);
                case Answer.Failed<SlackPerson> failed when failed.fault() == Fault.GONE ->
                        throw new Refused(SlackError.NOT_A_COLLEAGUE, "Slack does not know you.");
                case Answer.Failed<SlackPerson> failed -> new Outcome.Later();
            };
        } catch (Refused refused) {
            return refused.code() == ApprovalError.DIRECTORY_UNREACHABLE
                    ? new Outcome.Later()
                    : new Outcome.Turned(refused);
        }
    }

    private Outcome vote(Clicked clicked, SlackPerson person) {
        Colleague.require(person, connection.connected());
        Member voter = Colleague.find(directory, clicked.sender());
        Optional<CheckClick.Checked> checked =
                check.requireCurrent(clicked, Optional.of(voter.name()));
        checked.ifPresent(
                seen ->
                        castVote.cast(
                                seen.request(),
                                voter,
                                ballot(clicked),
                                Channel.SLACK,
                                seen.shown()));
        return checked.isPresent() ? new Outcome.Counted() : new Outcome.Later();
    }

    private static Ballot ballot(Clicked clicked) {
        return switch (clicked.act()) {
            case APPROVE -> new Ballot(Choice.APPROVE, "");
            case DENY -> new Ballot(Choice.DENY, clicked.reason());
            case ASK -> throw new IllegalStateException("Asking for the dialog is no vote");
        };
    }
}
