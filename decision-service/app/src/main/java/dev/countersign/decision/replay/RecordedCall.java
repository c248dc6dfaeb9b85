package dev.countersign.decision.replay;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventView;
import dev.countersign.audit.api.SessionId;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.replay.Recorded;
import dev.countersign.policy.replay.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the event of a decision tells of the call. */
record RecordedCall(
        DecisionId id,
        Instant time,
        SessionId session,
        String agent,
        Optional<String> operator,
        String tool,
        Map<String, Object> input,
        String cwd,
        Effect effect,
        List<String> rules,
        Ended ended) {

    /** What the event says of the end; a held call has none yet. */
    enum Ended {
        PROCEEDED,
        BLOCKED,
        BYPASSED,
        HELD
    }

    /** Empty if a part is missing: it was erased, or too long to be kept whole. */
    @SuppressWarnings("unchecked")
    static Optional<RecordedCall> of(EventView event) {
        Map<String, Object> sealed = event.sealed().getOrDefault("input", Map.of());
        Optional<Effect> effect = text(event.attrs(), "effect").flatMap(Effect::byId);
        if (!(sealed.get("arguments") instanceof Map<?, ?> input)
                || effect.isEmpty()
                || event.story().call().isEmpty()
                || event.story().session().isEmpty()
                || event.story().agentName().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new RecordedCall(
                        event.story().call().get(),
                        event.time(),
                        event.story().session().get(),
                        event.story().agentName().get(),
                        event.story().operator(),
                        text(event.attrs(), "tool").orElse(""),
                        (Map<String, Object>) input,
                        text(sealed, "cwd").orElse(""),
                        effect.get(),
                        rules(event),
                        ended(event)));
    }

    private static List<String> rules(EventView event) {
        return text(event.attrs(), "rules").stream()
                .flatMap(all -> Stream.of(all.split(",")))
                .toList();
    }

    private static Ended ended(EventView event) {
        if (event.attrs().containsKey("bypass")) {
            return Ended.BYPASSED;
        }
        return switch (text(event.attrs(), "outcome").orElse("")) {
            case "proceed" -> Ended.PROCEEDED;
            case "block" -> Ended.BLOCKED;
            default -> Ended.HELD;
        };
    }

    private static Optional<String> text(Map<String, Object> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** About how many characters it takes in memory. */
    long weight() {
        return 500 + weight(input);
    }

    private static long weight(Object value) {
        return switch (value) {
            case String text -> text.length();
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .mapToLong(
                                    entry ->
                                            100
                                                    + String.valueOf(entry.getKey()).length()
                                                    + ofNullable(entry.getValue()))
                            .sum();
            case List<?> list -> list.stream().mapToLong(RecordedCall::ofNullable).sum();
            default -> 16;
        };
    }

    private static long ofNullable(@Nullable Object value) {
        return value == null ? 0 : weight(value);
    }

    /**
     * @param root where its session began
     * @param began when that was, if nothing of it is missing
     * @param answer what people said of it, if they were asked
     */
    Recorded in(String root, Optional<Instant> began, Optional<Answer> answer) {
        return new Recorded(
                id.value(),
                Optional.of(time),
                new Run(session.value(), agent, operator, root, began),
                new Action(tool, input, cwd, session.value()),
                effect,
                rules,
                outcome(answer),
                answer.map(Answer::people).orElse(Set.of()));
    }

    private Recorded.Outcome outcome(Optional<Answer> answer) {
        return switch (ended) {
            case PROCEEDED -> Recorded.Outcome.PROCEEDED;
            case BLOCKED -> Recorded.Outcome.BLOCKED;
            case BYPASSED -> Recorded.Outcome.BYPASSED;
            case HELD -> answer.map(Answer::outcome).orElse(Recorded.Outcome.UNANSWERED);
        };
    }

    /** What people said of a held call. */
    record Answer(Recorded.Outcome outcome, Set<String> people) {
        static Answer of(EventView resolved) {
            Object by = resolved.sealed().getOrDefault("actor", Map.of()).get("by");
            Set<String> people =
                    by instanceof List<?> names
                            ? Set.copyOf(names.stream().map(String::valueOf).toList())
                            : Set.of();
            return new Answer(
                    switch (text(resolved.attrs(), "status").orElse("")) {
                        case "approved" -> Recorded.Outcome.APPROVED;
                        case "denied" -> Recorded.Outcome.REFUSED;
                        default -> Recorded.Outcome.UNANSWERED;
                    },
                    people);
        }
    }
}
