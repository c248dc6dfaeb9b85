package dev.countersign.policy.language;

import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Operation;
import dev.countersign.policy.condition.Any;
import dev.countersign.policy.condition.ApiIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.ContentIs;
import dev.countersign.policy.condition.CredentialIs;
import dev.countersign.policy.condition.MoreFilesThan;
import dev.countersign.policy.match.LinePattern;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the keys of a match that speak of what the policy declares, and of what files get. */
final class CatalogueMatch {
    private final Section match;
    private final ApiNames names;

    CatalogueMatch(Section match, ApiNames names) {
        this.match = match;
        this.names = names;
    }

    /** Empty when the key is not this class's, or its value is of no use. */
    Optional<Condition> part(String key) {
        return switch (key) {
            case "api" ->
                    match.section(key, List.of("id", "operation", "irreversible")).map(this::api);
            case "credentials" ->
                    Optional.of(new CredentialIs(Set.copyOf(match.texts(key, names::credential))));
            case "environments" -> Optional.of(environments());
            case "content" ->
                    match.section(key, List.of("pattern", "secret", "language")).map(this::content);
            case "files_count" ->
                    match.section(key, List.of("more_than")).flatMap(CatalogueMatch::count);
            default -> Optional.empty();
        };
    }

    private Condition api(Section api) {
        List<Api> apis = api.has("id") ? api.texts("id", names::api) : names.catalogue().apis();
        if (apis.isEmpty() && !api.has("id")) {
            api.wrong("this policy declares no api");
        }
        if (!api.has("operation") && !api.has("irreversible")) {
            return ApiIs.any(apis);
        }
        List<Operation> named =
                api.has("operation")
                        ? named(api, apis)
                        : apis.stream().flatMap(one -> one.operations().stream()).toList();
        Optional<Boolean> irreversible = api.flag("irreversible");
        List<Operation> wanted =
                named.stream()
                        .filter(
                                one ->
                                        irreversible
                                                .map(yes -> one.irreversible() == yes)
                                                .orElse(true))
                        .toList();
        boolean nothingLeft = wanted.isEmpty() && !(named.isEmpty() && api.has("operation"));
        if (nothingLeft && !apis.isEmpty()) {
            api.wrong("no declared operation fits");
        }
        return names.operations(apis, wanted::contains);
    }

    private static List<Operation> named(Section api, List<Api> apis) {
        return api.texts("operation", pattern -> ApiNames.operations(apis, pattern)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private Condition environments() {
        var wanted = new HashSet<String>();
        match.texts("environments", names::environments).forEach(wanted::addAll);
        List<Api> apis =
                names.catalogue().apis().stream()
                        .filter(api -> api.environments().stream().anyMatch(wanted::contains))
                        .toList();
        CredentialIs credentials =
                names.credentials(one -> one.environments().stream().anyMatch(wanted::contains));
        return new Any(List.of(ApiIs.any(apis), credentials));
    }

    private Condition content(Section content) {
        if (content.keys().isEmpty()) {
            content.wrong("content needs pattern, secret or language");
        }
        return new ContentIs(
                content.text("pattern")
                        .flatMap(
                                text ->
                                        content.make(
                                                content.value("pattern").orElseThrow(),
                                                text,
                                                CatalogueMatch::inLines)),
                content.flag("secret"),
                content.has("language")
                        ? Optional.of(
                                FileLanguages.names(
                                        content.words(
                                                "language",
                                                FileLanguages::of,
                                                FileLanguages.all())))
                        : Optional.empty());
    }

    private static LinePattern inLines(String text) {
        return new LinePattern(CatalogueForm.expression(text));
    }

    private static Optional<Condition> count(Section count) {
        OptionalInt most = count.integer("more_than", 0);
        if (!count.has("more_than")) {
            count.wrong("\"more_than\" is missing in files_count");
        }
        return most.isPresent()
                ? Optional.of(new MoreFilesThan(most.getAsInt()))
                : Optional.empty();
    }
}
