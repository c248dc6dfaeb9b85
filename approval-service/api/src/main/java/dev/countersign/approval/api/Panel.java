package dev.countersign.approval.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * People of whom so many must agree.
 *
 * @param groups Keycloak groups, members of any of them may vote; never empty
 * @param quorum number of distinct people who must approve, at least 1
 * @param escalation who may vote as well when nobody has decided for a while
 */
public record Panel(List<String> groups, int quorum, Optional<Escalation> escalation) {

    /**
     * @param after how long after it was made a request is escalated, less than its ttl
     * @param to groups that may vote from then on; never empty
     */
    public record Escalation(Duration after, List<String> to) {}

    /** The groups that may vote on a request that is so old. */
    public List<String> groupsAt(Duration age) {
        return Stream.concat(
                        groups.stream(),
                        escalation.filter(step -> age.compareTo(step.after()) >= 0).stream()
                                .flatMap(step -> step.to().stream()))
                .distinct()
                .toList();
    }
}
