package dev.countersign.policy.condition;

import dev.countersign.policy.action.Change;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.match.LinePattern;
import dev.countersign.policy.match.NamePatterns;
import java.util.Optional;
import java.util.Set;

/**
 * What a change adds to a file. Where the call does not tell what it writes, it may be anything.
 *
 * @param pattern matches a part of an added line
 * @param secret whether the added lines hold a credential
 * @param names of files, in lower case
 */
public record ContentIs(
        Optional<LinePattern> pattern, Optional<Boolean> secret, Optional<NamePatterns> names)
        implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.related(fact, scene, Fact.FileAccess.class)
                .filter(file -> file.access().changes())
                .anyMatch(file -> isNamed(file, generous) && holds(file, generous));
    }

    private boolean isNamed(Fact.FileAccess file, boolean generous) {
        String path = file.place().resolved();
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
        return names.map(wanted -> Condition.matches(wanted, name, generous)).orElse(true);
    }

    private boolean holds(Fact.FileAccess file, boolean generous) {
        if (pattern.isEmpty() && secret.isEmpty()) {
            return true;
        }
        return file.change().map(change -> fits(file, change)).orElse(generous);
    }

    private boolean fits(Fact.FileAccess file, Change change) {
        return pattern.map(wanted -> wanted.isIn(change.added())).orElse(true)
                && secret.map(wanted -> wanted == hasSecret(file, change)).orElse(true);
    }

    private static boolean hasSecret(Fact.FileAccess file, Change change) {
        String added = String.join("\n", change.added());
        return !Masker.shipped().content(added, file.place().resolved()).equals(added);
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(Narrowing.Aspect.CHANGE, Set.of(""));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FILE);
    }
}
