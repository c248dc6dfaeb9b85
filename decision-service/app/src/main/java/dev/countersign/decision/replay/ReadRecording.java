package dev.countersign.decision.replay;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventView;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.replay.RecordedCall.Answer;
import dev.countersign.policy.replay.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together what the audit log tells of calls: what was proposed and decided, where and when
 * the session began, what people said. The log is the one place that keeps arguments, and what is
 * erased there is gone here as well.
 */
@ApplicationScoped
class ReadRecording {

    /** Characters of all calls together. */
    private static final long MOST_TEXT = 48L << 20;

    private static final int MOST_OTHERS = 100_000;

    private final AuditPages log;

    ReadRecording(AuditPages log) {
        this.log = log;
    }

    Recording read(Stretch stretch) {
        var calls = new Calls(stretch.limit());
        log.read("decision.made", stretch.from(), stretch.agent(), calls::take);
        Instant from = calls.cut().orElse(stretch.from());
        Map<SessionId, EventView> sessions = sessions(stretch);
        Map<DecisionId, Answer> answers = answers(from, stretch.agent());
        List<Recorded> recorded =
                calls.found.stream()
                        .sorted(Comparator.comparing(RecordedCall::time))
                        .map(
                                call ->
                                        recorded(
                                                call,
                                                Optional.ofNullable(sessions.get(call.session())),
                                                from,
                                                Optional.ofNullable(answers.get(call.id()))))
                        .toList();
        return new Recording(recorded, calls.incomplete, calls.cut());
    }

    private static Recorded recorded(
            RecordedCall call, Optional<EventView> session, Instant from, Optional<Answer> answer) {
        return call.in(
                session.map(event -> event.sealed().getOrDefault("context", Map.of()).get("cwd"))
                        .map(String::valueOf)
                        .orElse(""),
                session.map(EventView::time).filter(began -> !began.isBefore(from)),
                answer);
    }

    private Map<SessionId, EventView> sessions(Stretch stretch) {
        Map<SessionId, EventView> sessions = new HashMap<>();
        log.read(
                "session.started",
                stretch.from(),
                stretch.agent(),
                event -> {
                    event.story().session().ifPresent(id -> sessions.put(id, event));
                    return sessions.size() < MOST_OTHERS;
                });
        return sessions;
    }

    private Map<DecisionId, Answer> answers(Instant from, Optional<String> agent) {
        Map<DecisionId, Answer> answers = new HashMap<>();
        log.read(
                "approval.resolved",
                from,
                agent,
                event -> {
                    event.story().call().ifPresent(id -> answers.put(id, Answer.of(event)));
                    return answers.size() < MOST_OTHERS;
                });
        return answers;
    }

    /** The newest calls, as many as may be kept. */
    private static final class Calls {
        private final int limit;
        private final List<RecordedCall> found = new ArrayList<>();
        private long incomplete;
        private long text;
        private boolean full;

        Calls(int limit) {
            this.limit = limit;
        }

        /** Whether there is room for more. */
        boolean take(EventView event) {
            full = found.size() == limit || text > MOST_TEXT;
            if (full) {
                return false;
            }
            Optional<RecordedCall> call = RecordedCall.of(event);
            call.ifPresentOrElse(
                    one -> {
                        found.add(one);
                        text += one.weight();
                    },
                    () -> incomplete++);
            return true;
        }

        Optional<Instant> cut() {
            return full ? Optional.of(found.getLast().time()) : Optional.empty();
        }
    }
}
