package dev.countersign.policy.replay;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.replay.Recorded.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recorded calls as tests make them: of dave's agent, a second after one another. */
final class Recording {
    static final Instant BEGAN = Instant.parse("2026-11-20T09:00:00Z");

    private int calls;

    Recorded bash(String command, Effect effect) {
        return bash("ses_1", command, effect);
    }

    Recorded bash(String session, String command, Effect effect) {
        return call(session, "Bash", Map.of("command", command), effect, outcome(effect));
    }

    Recorded call(
            String session,
            String tool,
            Map<String, Object> input,
            Effect effect,
            Outcome outcome) {
        return call(session, tool, input, effect, outcome, Set.of());
    }

    Recorded call(
            String session,
            String tool,
            Map<String, Object> input,
            Effect effect,
            Outcome outcome,
            Set<String> people) {
        calls++;
        return new Recorded(
                "dec_" + calls,
                Optional.of(BEGAN.plusSeconds(calls)),
                new Run(
                        session,
                        "code-assistant",
                        Optional.of("dave"),
                        "/home/dave/app",
                        Optional.of(BEGAN)),
                new Action(tool, input, "/home/dave/app", session),
                effect,
                List.of(),
                outcome,
                people);
    }

    static Outcome outcome(Effect effect) {
        return switch (effect) {
            case ALLOW, WARN -> Outcome.PROCEEDED;
            case REQUIRE_APPROVAL -> Outcome.UNANSWERED;
            case DENY, KILL -> Outcome.BLOCKED;
        };
    }

    static Recorded at(Instant time, Recorded call) {
        return new Recorded(
                call.id(),
                Optional.of(time),
                call.run(),
                call.action(),
                call.effect(),
                call.rules(),
                call.outcome(),
                call.people());
    }
}
