package dev.countersign.policy.language;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When people are to be told of something, beside what is decided.
 *
 * @param channels who is told: {@code slack:NAME}, {@code email:NAME} or {@code webhook:NAME}
 * @param action what happens beside
 */
public record Alert(
        String id, When when, List<String> channels, Optional<Action> action, Source source) {

    /** What raises it. */
    public sealed interface When {
        /** So many decisions of these effects within a while. */
        record Repeated(Set<Effect> effects, int count, Duration within, Per by) implements When {}

        /** A value that was not seen before. */
        record FirstSeen(Seen what, Per by) implements When {}

        /** Nothing was decided for a while although a session is active. */
        record Silent(Duration since) implements When {}
    }

    /** What is counted together. */
    public enum Per {
        SESSION,
        AGENT,
        OPERATOR;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can be new. */
    public enum Seen {
        HOST,
        TOOL,
        PROGRAM,
        MCP_SERVER;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an alert may do beside telling people. */
    public enum Action {
        SUSPEND_SESSION;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Optional<Per> per(String word) {
        return Stream.of(Per.values()).filter(one -> one.id().equals(word)).findFirst();
    }

    static Optional<Seen> seen(String word) {
        return Stream.of(Seen.values()).filter(one -> one.id().equals(word)).findFirst();
    }

    static Optional<Action> action(String word) {
        return Stream.of(Action.values()).filter(one -> one.id().equals(word)).findFirst();
    }
}
