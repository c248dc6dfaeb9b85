package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.Text;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.ResultOrder;
import dev.countersign.decision.api.ResultView;
import dev.countersign.decision.bundle.Policies;
import dev.countersign.decision.session.NativeSession;
import dev.countersign.decision.session.OpenSession;
import dev.countersign.decision.session.SessionMemory;
import dev.countersign.policy.history.Labels;
import dev.countersign.policy.masking.Masker;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Records what a tool call returned, masked, as the end of its story. */
@ApplicationScoped
public class ReportResult {

    private final OpenSession sessions;
    private final Decisions decisions;
    private final AuditTrail trail;
    private final Policies policies;
    private final SessionMemory memory;

    ReportResult(
            OpenSession sessions,
            Decisions decisions,
            AuditTrail trail,
            Policies policies,
            SessionMemory memory) {
        this.memory = memory;
        this.sessions = sessions;
        this.decisions = decisions;
        this.trail = trail;
        this.policies = policies;
    }

    @Transactional
    public ResultView report(AgentRef agent, ResultOrder result) {
        if (result == null || isBlank(result.session()) || isBlank(result.tool())) {
            throw new Refused(DecisionError.INVALID_ORDER, "'session' and 'tool' are needed.");
        }
        Text.requireName("tool", result.tool());
        result.call().ifPresent(call -> Text.requireName("call", call));
        SessionId session = sessions.idOf(agent, new NativeSession("api", result.session(), ""));
        Optional<DecisionId> decision = decision(agent, session, result);
        Map<String, Object> output =
                policies.maskOfResults(agent.name())
                        .fields(result.output() == null ? Map.of() : result.output());
        if (Masker.hasMask(output.toString())) {
            // The agent has read what was masked in what it got.
            memory.label(session, Labels.READ_SECRET);
        }
        EventId event =
                trail.record(
                        new Event.ResultReported(
                                new Story(
                                        Optional.of(agent.id()),
                                        Optional.of(agent.name()),
                                        Optional.of(session),
                                        Optional.of(agent.operator()),
                                        decision),
                                result.tool(),
                                result.succeeded(),
                                result.durationMillis()
                                        .map(OptionalLong::of)
                                        .orElseGet(OptionalLong::empty),
                                output));
        return new ResultView(event, decision);
    }

    /** Only a decision of the same agent and session is believed. */
    private Optional<DecisionId> decision(AgentRef agent, SessionId session, ResultOrder result) {
        return result.decision()
                .or(() -> result.call().flatMap(call -> decisions.newestOf(session, call)))
                .flatMap(decisions::find)
                .filter(
                        found ->
                                found.agent().equals(agent.id()) && found.session().equals(session))
                .map(StoredDecision::id);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
