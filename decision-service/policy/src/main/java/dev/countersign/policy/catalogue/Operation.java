package dev.countersign.policy.catalogue;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.match.PathTemplate;
import java.util.Optional;

/**
 * One operation of a declared interface. What is given of field, methods and path must all fit.
 *
 * @param field a field of GraphQL with the kind of its operation, such as {@code mutation
 *     customDomain*}
 * @param methods in upper case
 * @param irreversible whether nothing brings back what it ends
 */
public record Operation(
        String name,
        Optional<NamePattern> field,
        Optional<NamePatterns> methods,
        Optional<PathTemplate> path,
        boolean irreversible) {

    /** The reading for what restricts: the call may mean this operation. */
    public boolean couldBe(Fact.ApiCall call) {
        return field.map(wanted -> call.field().filter(wanted::couldMatch).isPresent()).orElse(true)
                && methods.map(wanted -> wanted.couldMatch(call.method())).orElse(true)
                && path.map(wanted -> wanted.couldMatch(call.paths())).orElse(true);
    }

    /** The reading for what allows: the call certainly means this operation. */
    public boolean surelyIs(Fact.ApiCall call) {
        return field.map(wanted -> call.field().filter(wanted::surelyMatches).isPresent())
                        .orElse(true)
                && methods.map(wanted -> wanted.surelyMatches(call.method())).orElse(true)
                && path.map(wanted -> wanted.surelyMatches(call.paths())).orElse(true);
    }
}
