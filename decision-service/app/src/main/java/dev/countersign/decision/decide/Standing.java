package dev.countersign.decision.decide;

import java.util.Map;
import java.util.Set;

/**
 * How what decisions depend on stands at this moment.
 *
 * @param ended those of the sessions and keys under which nothing may proceed any more
 * @param revisions of the sessions
 */
record Standing(Set<String> ended, Map<String, Long> revisions) {

    static final Standing UNASKED = new Standing(Set.of(), Map.of());

    boolean hasEnded(String session, String key) {
        return ended.contains(session) || ended.contains(key);
    }

    long revision(String session) {
        return revisions.getOrDefault(session, 0L);
    }
}
