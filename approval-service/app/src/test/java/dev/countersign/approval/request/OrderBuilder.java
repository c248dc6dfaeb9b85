package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.Consumption;
import dev.countersign.approval.api.FileTouch;
import dev.countersign.approval.api.MatchedRule;
import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.Proposer;
import dev.countersign.approval.api.Requirement;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code anOrder()} is dave's agent writing package.json; approvers decide it alone. */
public final class OrderBuilder {

    public static final String DIGEST = "ab".repeat(32);

    private String operator = "dave";
    private Optional<String> owner = Optional.empty();
    private List<String> subjects = List.of();
    private List<String> groups = List.of("approvers");
    private int quorum = 1;
    private List<Panel> panels = List.of();
    private boolean stepUp = false;
    private Duration ttl = Duration.ofMinutes(10);
    private DecisionId decision = DecisionId.next();

    public static OrderBuilder anOrder() {
        return new OrderBuilder();
    }

    public OrderBuilder by(String operator) {
        this.operator = operator;
        return this;
    }

    public OrderBuilder ownedBy(String owner) {
        this.owner = Optional.of(owner);
        return this;
    }

    public OrderBuilder forSubjects(String... subjects) {
        this.subjects = List.of(subjects);
        return this;
    }

    public OrderBuilder decidedBy(String... groups) {
        this.groups = List.of(groups);
        return this;
    }

    public OrderBuilder quorum(int quorum) {
        this.quorum = quorum;
        return this;
    }

    /** Panels in place of the groups and their quorum. */
    public OrderBuilder panels(Panel... all) {
        this.panels = List.of(all);
        return this;
    }

    public OrderBuilder stepUp() {
        this.stepUp = true;
        return this;
    }

    public OrderBuilder ttl(Duration ttl) {
        this.ttl = ttl;
        return this;
    }

    public OrderBuilder decision(DecisionId decision) {
        this.decision = decision;
        return this;
    }

    public ApprovalOrder build() {
        return new ApprovalOrder(
                decision,
                new Proposer(
                        AgentId.next(),
                        "code-assistant-prod",
                        operator,
                        owner,
                        subjects,
                        SessionId.next(),
                        "s-1",
                        "claude-code"),
                DIGEST,
                new ShownAction(
                        "Write",
                        "/home/dave/app",
                        "Writes package.json",
                        Optional.empty(),
                        Optional.of("+{}\n"),
                        List.of(new FileTouch("/home/dave/app/package.json", "write")),
                        List.of(),
                        List.of("fs.write"),
                        Map.of("file_path", "/home/dave/app/package.json", "content", "{}\n")),
                List.of(
                        new MatchedRule(
                                "package-manifest",
                                "Manifests need a human",
                                "require_approval",
                                "",
                                ".agent-policy.yml:14:9")),
                "package.json needs a human: supply chain",
                "2.1+sha256:0000",
                new Requirement(
                        panels.isEmpty()
                                ? List.of(new Panel(groups, quorum, Optional.empty()))
                                : panels,
                        ttl,
                        stepUp));
    }

    static Consumption consumptionOf(ApprovalOrder order) {
        return new Consumption(order.decision(), order.digest(), order.policyVersion());
    }
}
