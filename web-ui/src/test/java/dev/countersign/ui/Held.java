package dev.countersign.ui;

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

/** A held call for tests: {@code Held.aRequest().by("dave").view()}. */
final class Held {

    private ApprovalId id = ApprovalId.next();
    private ApprovalStatus status = ApprovalStatus.PENDING;
    private String operator = "dave";
    private SessionId session = SessionId.next();
    private ShownAction action = edit();
    private List<MatchedRule> rules =
            List.of(
                    new MatchedRule(
                            "package-manifest",
                            "Changes of dependencies need a human",
                            "require_approval",
                            "A new dependency runs its install scripts on every machine that builds this. Check who publishes it.",
                            ".agent-policy.yml:14:5"));
    private String reason = "package.json needs a human: supply chain.";
    private Requirement requirement =
            Requirement.of(List.of("approvers"), 1, Duration.ofMinutes(15));
    private List<VoteView> votes = List.of();
    private int approvals;
    private Duration left = Duration.ofMinutes(14);
    private Optional<Instant> resolvedAt = Optional.empty();
    private Optional<String> resolution = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    static Held aRequest() {
        return new Held();
    }

    static Held from(ApprovalView view) {
        Held held = new Held();
        held.id = view.id();
        held.status = view.status();
        held.operator = view.proposer().operator();
        held.session = view.proposer().session();
        held.action = view.action();
        held.rules = view.rules();
        held.reason = view.reason();
        held.requirement = view.requirement();
        held.votes = view.votes();
        held.approvals = view.approvals();
        held.left = Duration.between(view.now(), view.expiresAt());
        held.resolvedAt = view.resolvedAt();
        held.resolution = view.resolution();
        return held;
    }

    Held by(String person) {
        operator = person;
        return this;
    }

    Held in(SessionId run) {
        session = run;
        return this;
    }

    Held command(String summary, String command, String... effects) {
        action =
                new ShownAction(
                        "Bash",
                        "/home/dave/app",
                        summary,
                        Optional.of(command),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(effects),
                        Map.of("command", command, "description", "Clean up the build"));
        return this;
    }

    Held touching(List<FileTouch> files, List<String> hosts) {
        action =
                new ShownAction(
                        action.tool(),
                        action.cwd(),
                        action.summary(),
                        action.command(),
                        action.diff(),
                        files,
                        hosts,
                        action.effects(),
                        action.input());
        return this;
    }

    Held rule(String name, String title, String message) {
        rules =
                List.of(
                        new MatchedRule(
                                name,
                                title,
                                "require_approval",
                                message,
                                ".agent-policy.yml:31:5"));
        reason = title + ".";
        return this;
    }

    Held needing(int quorum, String... groups) {
        requirement = Requirement.of(List.of(groups), quorum, requirement.ttl());
        return this;
    }

    Held left(Duration time) {
        left = time;
        return this;
    }

    Held with(List<VoteView> cast, int counted) {
        votes = List.copyOf(cast);
        approvals = counted;
        return this;
    }

    Held status(ApprovalStatus now, String why) {
        status = now;
        if (now != ApprovalStatus.PENDING) {
            resolvedAt = Optional.of(FakeQueue.NOW);
            resolution = Optional.of(why).filter(text -> !text.isEmpty());
        }
        return this;
    }

    Held refusal(Optional<String> why) {
        refusal = why;
        return this;
    }

    ApprovalView view() {
        return new ApprovalView(
                id,
                status,
                DecisionId.next(),
                new Proposer(
                        new AgentId("agt_01kahd2x5j7e1v3qz8s9tbcdfg"),
                        "code-assistant-prod",
                        operator,
                        Optional.empty(),
                        List.of(),
                        session,
                        "c4f1f8ba-22f0-4d2c-9a35-1c8a2f0be6d1",
                        "claude-code"),
                "9f2feb0f1ef425b292f2f94dca06d1ac2c9e5d5b1a4b1c9d2f04b17de1a5a2ac",
                action,
                rules,
                reason,
                "2.1+sha256:4b1c9d2f04b1",
                requirement,
                votes,
                approvals,
                requirement.panels().stream()
                        .map(
                                panel ->
                                        new PanelView(
                                                panel.groups(),
                                                panel.quorum(),
                                                Math.min(approvals, panel.quorum())))
                        .toList(),
                FakeQueue.NOW.minusSeconds(60),
                FakeQueue.NOW.plus(left),
                resolvedAt,
                resolution,
                refusal,
                "http://127.0.0.1:8080/approvals/" + id,
                FakeQueue.NOW);
    }

    private static ShownAction edit() {
        String diff =
                """
                --- a/package.json
                +++ b/package.json
                @@ -11,7 +11,8 @@
                   "dependencies": {
                     "express": "^5.1.0",
                -    "left-pad": "^1.3.0",
                +    "left-pad": "^1.3.1",
                +    "colour-helper": "github:someone/colour-helper",
                     "pino": "^9.5.0"
                   },
                   "scripts": {
                """;
        return new ShownAction(
                "Edit",
                "/home/dave/app",
                "Changes the dependencies in package.json",
                Optional.empty(),
                Optional.of(diff),
                List.of(new FileTouch("/home/dave/app/package.json", "write")),
                List.of(),
                List.of("fs.write", "pkg.manifest"),
                Map.of(
                        "file_path",
                        "/home/dave/app/package.json",
                        "old_string",
                        "    \"left-pad\": \"^1.3.0\",",
                        "new_string",
                        "    \"left-pad\": \"^1.3.1\",\n    \"colour-helper\": \"github:someone/colour-helper\","));
    }
}
