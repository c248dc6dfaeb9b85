package dev.countersign.policy.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was seen of one shape. */
final class Evidence {
    private static final int EXAMPLES = 3;

    /** More people or sessions are not told apart. */
    private static final int MOST_NAMES = 1_000;

    private final Set<String> people = new HashSet<>();
    private final Set<String> sessions = new HashSet<>();
    private final List<String> examples = new ArrayList<>();
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private long calls;

    void add(Recorded call) {
        calls++;
        first = first.or(call::time);
        last = call.time().or(() -> last);
        if (sessions.size() < MOST_NAMES) {
            sessions.add(call.run().session());
        }
        if (people.size() < MOST_NAMES) {
            people.addAll(call.people());
        }
        if (examples.size() < EXAMPLES) {
            examples.add(call.id());
        }
    }

    long calls() {
        return calls;
    }

    /** Whether it is more than one occasion: two sessions, or two days. */
    boolean isRepeated() {
        return sessions.size() > 1
                || first.isPresent()
                        && Duration.between(first.get(), last.orElse(first.get())).toDays() >= 1;
    }

    int people() {
        return people.size();
    }

    int sessions() {
        return sessions.size();
    }

    List<String> examples() {
        return List.copyOf(examples);
    }

    Optional<Instant> first() {
        return first;
    }

    Optional<Instant> last() {
        return last;
    }
}
