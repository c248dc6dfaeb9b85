package dev.countersign.policy.language;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.catalogue.Credential;
import dev.countersign.policy.catalogue.Operation;
import dev.countersign.policy.match.ExpressionSize;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.match.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code apis} and {@code credentials}. */
final class CatalogueForm {
    /** What no credential looks like. What a policy finds is masked wherever people look. */
    private static final List<String> ORDINARY =
            List.of(
                    "rm -rf build",
                    "git push --force origin main",
                    "terraform apply -auto-approve",
                    "kubectl delete namespace production",
                    "npm publish --access public",
                    "psql -c 'drop table users'",
                    "curl https://example.org/a?b=1",
                    "cat src/main/app.yml");

    private static final List<String> API = List.of("id", "hosts", "operations", "environments");
    private static final List<String> OPERATION =
            List.of("name", "graphql", "method", "path", "irreversible");
    private static final List<String> CREDENTIAL =
            List.of("id", "env", "pattern", "environments", "issued_for");
    private static final List<String> KINDS = List.of("query", "mutation", "subscription");

    private final List<Api> apis = new ArrayList<>();
    private final List<Credential> credentials = new ArrayList<>();

    CatalogueForm(Section top) {
        top.each("apis", item -> top.section("apis", item, API).ifPresent(this::api));
        top.each(
                "credentials",
                item -> top.section("credentials", item, CREDENTIAL).ifPresent(this::credential));
    }

    Catalogue catalogue() {
        return new Catalogue(List.copyOf(apis), List.copyOf(credentials));
    }

    private void api(Section api) {
        Optional<String> id = identifier(api, "id", apis.stream().map(Api::id).toList());
        if (!api.has("hosts")) {
            api.wrong("\"hosts\" is missing in apis");
        }
        List<HostPattern> hosts = api.texts("hosts", HostPattern::new);
        var operations = new ArrayList<Operation>();
        api.each(
                "operations",
                item ->
                        api.section("apis.operations", item, OPERATION)
                                .flatMap(operation -> operation(operation, operations))
                                .ifPresent(operations::add));
        id.ifPresent(
                name -> apis.add(new Api(name, hosts, List.copyOf(operations), environments(api))));
    }

    private static Optional<Operation> operation(Section operation, List<Operation> before) {
        Optional<String> name =
                identifier(operation, "name", before.stream().map(Operation::name).toList());
        if (!operation.has("graphql") && !operation.has("path") && !operation.has("method")) {
            operation.wrong("give graphql, or method and path");
        }
        Optional<NamePattern> field = single(operation, "graphql", CatalogueForm::field);
        Optional<PathTemplate> path = single(operation, "path", PathTemplate::new);
        Optional<NamePatterns> methods =
                operation.has("method")
                        ? Optional.of(
                                new NamePatterns(operation.texts("method", CatalogueForm::method)))
                        : Optional.empty();
        boolean irreversible = operation.flag("irreversible").orElse(false);
        return name.map(known -> new Operation(known, field, methods, path, irreversible));
    }

    /** A name that can be referred to as {@code api:operation}, and that nothing else has. */
    private static Optional<String> identifier(Section section, String key, List<String> taken) {
        Optional<String> id = section.required(key);
        id.filter(name -> !name.matches("[A-Za-z0-9_.-]+"))
                .ifPresent(
                        name ->
                                section.wrong(
                                        key,
                                        "\""
                                                + name
                                                + "\" is no name; use letters, digits, \"_\", \"-\" and \".\""));
        id.filter(taken::contains)
                .ifPresent(
                        name ->
                                section.wrong(
                                        key, "the " + key + " \"" + name + "\" is given twice"));
        return id;
    }

    private static <T> Optional<T> single(
            Section section, String key, java.util.function.Function<String, T> make) {
        return section.text(key)
                .flatMap(text -> section.make(section.value(key).orElseThrow(), text, make));
    }

    private static NamePattern field(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length != 2 || !KINDS.contains(words[0])) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no operation of GraphQL; write it as \"mutation volumeDelete\""
                            + DidYouMean.hint(words[0], KINDS));
        }
        return new NamePattern(words[0] + " " + words[1]);
    }

    private static NamePattern method(String text) {
        if (!text.matches("[A-Za-z]{1,20}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no method");
        }
        return new NamePattern(text.toUpperCase(Locale.ROOT));
    }

    private void credential(Section credential) {
        Optional<String> id =
                identifier(credential, "id", credentials.stream().map(Credential::id).toList());
        if (!credential.has("env") && !credential.has("pattern")) {
            credential.wrong("give env or pattern, or nothing would find the credential");
        }
        Optional<NamePattern> variable = single(credential, "env", CatalogueForm::variable);
        Optional<Pattern> pattern = single(credential, "pattern", CatalogueForm::secret);
        var issuedFor = new NamePatterns(credential.texts("issued_for", NamePattern::new));
        id.ifPresent(
                name ->
                        credentials.add(
                                new Credential(
                                        name,
                                        variable,
                                        pattern,
                                        environments(credential),
                                        issuedFor)));
    }

    private static NamePattern variable(String text) {
        if (!text.matches("[A-Za-z_*][A-Za-z0-9_*]*")) {
            throw new IllegalArgumentException("\"" + text + "\" is no name of a variable");
        }
        return new NamePattern(text);
    }

    private static Pattern secret(String text) {
        Pattern pattern = expression(text);
        if (pattern.matcher("").matches()) {
            throw new IllegalArgumentException("\"" + text + "\" finds something in every text");
        }
        ORDINARY.stream()
                .filter(line -> pattern.matcher(line).find())
                .findFirst()
                .ifPresent(
                        line -> {
                            throw new IllegalArgumentException(
                                    "\"%s\" is no look of a credential: it would hide \"%s\" from the people who decide"
                                            .formatted(text, line));
                        });
        return pattern;
    }

    /** Linear in its input: no group is referred to, nothing is looked at from afar. */
    static Pattern expression(String text) {
        ExpressionSize.require(text);
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException unusable) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no expression of RE2: " + unusable.getDescription(),
                    unusable);
        }
    }

    private static Set<String> environments(Section section) {
        return new TreeSet<>(section.texts("environments"));
    }
}
