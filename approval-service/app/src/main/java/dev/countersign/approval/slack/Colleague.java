package dev.countersign.approval.slack;

import dev.countersign.approval.request.Directory;
import dev.countersign.approval.request.Member;
import dev.countersign.runtime.Refused;
import java.util.List;

/** Turns somebody in Slack into exactly one account, or refuses. */
final class Colleague {

    private Colleague() {}

    /**
     * @throws Refused FOREIGN_WORKSPACE or NOT_A_COLLEAGUE
     */
    static void require(SlackPerson person, Workspace workspace) {
        if (person.stranger() || !person.team().equals(workspace.teamId())) {
            throw new Refused(SlackError.FOREIGN_WORKSPACE, "Slack knows you as a stranger.");
        }
        if (person.deleted() || person.bot() || person.guest()) {
            throw new Refused(SlackError.NOT_A_COLLEAGUE, "Slack knows you as one of them.");
        }
    }

    /**
     * The account that carries this Slack identity. Not by e-mail address: people can change theirs
     * in Slack.
     *
     * @throws Refused NOT_LINKED or LINKED_TWICE
     */
    static Member find(Directory directory, Interaction.Sender sender) {
        List<Member> linked = directory.bySlackId(sender.slackId());
        if (linked.isEmpty()) {
            throw new Refused(SlackError.NOT_LINKED, "It is %s.".formatted(sender.slackId()));
        }
        if (linked.size() > 1) {
            throw new Refused(SlackError.LINKED_TWICE, "It is %s.".formatted(sender.slackId()));
        }
        return linked.getFirst();
    }
}
