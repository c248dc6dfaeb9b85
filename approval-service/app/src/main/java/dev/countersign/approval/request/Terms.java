package dev.countersign.approval.request;

import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.Requirement;
import java.time.Duration;
import java.util.Optional;

/** Within which limits a requirement is one, whoever could meet it. */
final class Terms {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_GROUPS = 20;

    private Terms() {}

    /** What is wrong with it, one sentence. */
    static Optional<String> objection(Requirement requirement) {
        if (requirement.panels().isEmpty()) {
            return Optional.of("There is nobody who could approve it.");
        }
        return requirement.panels().stream()
                .flatMap(panel -> objection(panel, requirement.ttl()).stream())
                .findFirst()
                .or(() -> objectionToWhole(requirement));
    }

    private static Optional<String> objection(Panel panel, Duration ttl) {
        if (panel.groups().isEmpty()) {
            return Optional.of("There are no groups that could approve it.");
        }
        if (panel.groupsAt(ttl).stream().anyMatch(String::isBlank)) {
            return Optional.of("A group has no name.");
        }
        if (panel.quorum() < 1) {
            return Optional.of("The quorum is below 1.");
        }
        return panel.escalation()
                .filter(step -> !step.after().isPositive() || step.to().isEmpty())
                .map(step -> "An escalation has no groups, or no time.");
    }

    private static Optional<String> objectionToWhole(Requirement requirement) {
        if (Electorate.groups(requirement).size() > MOST_GROUPS) {
            return Optional.of("There are more than %d groups.".formatted(MOST_GROUPS));
        }
        Duration ttl = requirement.ttl();
        return ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0
                ? Optional.of("The time to live is not between 10 seconds and 7 days.")
                : Optional.empty();
    }
}
