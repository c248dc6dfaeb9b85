package dev.countersign.policy.language;

import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.catalogue.Credential;
import dev.countersign.policy.catalogue.Operation;
import dev.countersign.policy.condition.ApiIs;
import dev.countersign.policy.condition.CredentialIs;
import dev.countersign.policy.match.NamePattern;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What names of interfaces, operations, credentials and environments stand for.
 *
 * @param catalogue what the file and its packs declare: all of it is meant where nothing is named
 * @param above what the layers above declare: it can be named
 */
record ApiNames(Catalogue catalogue, Catalogue above) {
    /** With what stands above meant as well where nothing is named; for what only restricts. */
    ApiNames all() {
        return new ApiNames(catalogue.and(above), Catalogue.EMPTY);
    }

    /**
     * {@code api:operation}, where the operation may have stars; {@code api} alone is all of it.
     */
    ApiIs.Asked asked(String text) {
        int colon = text.indexOf(':');
        Api api = api(colon < 0 ? text : text.substring(0, colon));
        return new ApiIs.Asked(
                api,
                colon < 0
                        ? Optional.empty()
                        : Optional.of(operations(List.of(api), text.substring(colon + 1))));
    }

    Api api(String id) {
        return apis().filter(api -> api.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown("api", id, ids()));
    }

    private List<String> ids() {
        return apis().map(Api::id).distinct().toList();
    }

    /** The file's own first. */
    private Stream<Api> apis() {
        return Stream.concat(catalogue.apis().stream(), above.apis().stream());
    }

    static List<Operation> operations(List<Api> apis, String pattern) {
        var wanted = new NamePattern(pattern);
        List<Operation> declared = apis.stream().flatMap(api -> api.operations().stream()).toList();
        List<Operation> found =
                declared.stream()
                        .filter(operation -> wanted.surelyMatches(operation.name()))
                        .toList();
        if (found.isEmpty()) {
            throw unknown(
                    "operation of "
                            + apis.stream().map(Api::id).collect(Collectors.joining(" or ")),
                    pattern,
                    declared.stream().map(Operation::name).toList());
        }
        return found;
    }

    /** The operations of these interfaces of which this holds. */
    ApiIs operations(List<Api> apis, Predicate<Operation> wanted) {
        return new ApiIs(
                apis.stream()
                        .map(
                                api ->
                                        new ApiIs.Asked(
                                                api,
                                                Optional.of(
                                                        api.operations().stream()
                                                                .filter(wanted)
                                                                .toList())))
                        .filter(asked -> !asked.operations().orElseThrow().isEmpty())
                        .toList());
    }

    String credential(String id) {
        List<String> known =
                Stream.concat(catalogue.credentials().stream(), above.credentials().stream())
                        .map(Credential::id)
                        .distinct()
                        .toList();
        if (!known.contains(id)) {
            throw unknown("credential", id, known);
        }
        return id;
    }

    CredentialIs everyCredential() {
        return credentials(credential -> true);
    }

    CredentialIs credentials(Predicate<Credential> wanted) {
        return new CredentialIs(
                catalogue.credentials().stream()
                        .filter(wanted)
                        .map(Credential::id)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The declared environments that a name with stars stands for. */
    Set<String> environments(String pattern) {
        var wanted = new NamePattern(pattern);
        Set<String> found =
                catalogue.environments().stream()
                        .filter(wanted::surelyMatches)
                        .collect(Collectors.toUnmodifiableSet());
        if (found.isEmpty()) {
            throw unknown("environment", pattern, catalogue.environments());
        }
        return found;
    }

    private static IllegalArgumentException unknown(
            String what, String name, Collection<String> known) {
        return new IllegalArgumentException(
                "no "
                        + what
                        + " is called \""
                        + name
                        + "\""
                        + DidYouMean.hint(name, known)
                        + (known.isEmpty() ? "; this policy declares none" : ""));
    }
}
