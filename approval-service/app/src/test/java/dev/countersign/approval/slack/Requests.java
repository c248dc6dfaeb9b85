package dev.countersign.approval.slack;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.FileTouch;
import dev.countersign.approval.api.MatchedRule;
import dev.countersign.approval.api.PanelView;
import dev.countersign.approval.api.Proposer;
import dev.countersign.approval.api.Requirement;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.approval.api.VoteView;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests as a card gets them, with one obvious default. */
final class Requests {

    static final ApprovalId APPROVAL = new ApprovalId("apr_01kazzzzzzfzzrzzzzzzzzzzzz");
    static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Instant CREATED = Instant.parse("2026-11-20T12:30:00Z");

    private ApprovalStatus status = ApprovalStatus.PENDING;
    private Optional<String> resolution = Optional.empty();
    private List<VoteView> votes = List.of();
    private ShownAction action = command("rm -rf /srv/cache");

    static Requests aRequest() {
        return new Requests();
    }

    static ShownAction command(String command) {
        return new ShownAction(
                "Bash",
                "/home/dave/app",
                "Deletes a directory tree",
                Optional.of(command),
                Optional.empty(),
                List.of(new FileTouch("/srv/cache", "delete")),
                List.of(),
                List.of("fs.delete.tree"),
                Map.of("command", command));
    }

    Requests doing(ShownAction shown) {
        action = shown;
        return this;
    }

    Requests running(String command) {
        return doing(command(command));
    }

    Requests ended(ApprovalStatus how, String why) {
        status = how;
        resolution = Optional.of(why);
        return this;
    }

    Requests votes(VoteView... cast) {
        votes = List.of(cast);
        return this;
    }

    ApprovalView view() {
        boolean pending = status == ApprovalStatus.PENDING;
        return new ApprovalView(
                APPROVAL,
                status,
                new DecisionId("dec_01kazzzzzzfzzrzzzzzzzzzzzz"),
                new Proposer(
                        new AgentId("agt_01kazzzzzzfzzrzzzzzzzzzzzz"),
                        "build-bot",
                        "dave",
                        Optional.empty(),
                        List.of(),
                        new SessionId("ses_01kazzzzzzfzzrzzzzzzzzzzzz"),
                        "s-1",
                        "claude-code"),
                DIGEST,
                action,
                List.of(
                        new MatchedRule(
                                "prod-destructive",
                                "Deletes in production",
                                "require_approval",
                                "Ask on-call first.",
                                ".agent-policy.yml:14:9")),
                "Deleting needs a human.",
                "2.1+sha256:abc",
                Requirement.of(List.of("approvers"), 1, Duration.ofMinutes(30)),
                votes,
                (int) votes.stream().filter(VoteView::counted).count(),
                List.of(
                        new PanelView(
                                List.of("approvers"),
                                1,
                                (int) votes.stream().filter(VoteView::counted).count())),
                CREATED,
                CREATED.plusSeconds(1800),
                pending ? Optional.empty() : Optional.of(CREATED.plusSeconds(60)),
                resolution,
                Optional.empty(),
                "http://127.0.0.1:8080/approvals/" + APPROVAL,
                CREATED.plusSeconds(60));
    }
}
