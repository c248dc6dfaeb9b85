package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.PathPattern;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a closed list does not name.
 *
 * @param list the list's place under {@code permissions}, such as {@code filesystem.allow}
 * @param asked which facts the list is about
 * @param listed what it names; only what it surely names is listed
 */
public record Unlisted(String list, Condition asked, Condition listed) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return asked.holds(fact, scene, generous) && !listed.holds(fact, scene, !generous);
    }

    /** Whether the list surely names a fact that it is about. */
    public boolean names(Fact fact, Scene scene) {
        return judges(fact) && asked.holds(fact, scene, true) && listed.holds(fact, scene, false);
    }

    @Override
    public Stream<PathPattern> paths() {
        return Stream.concat(asked.paths(), listed.paths());
    }

    @Override
    public Set<Kind> kinds() {
        return listed.kinds();
    }
}
