package dev.countersign.cli.readiness;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent's own settings keep its programs in a sandbox: the second line behind the hook. */
final class Sandbox implements Point {
    private static final List<String> CONTAINERS =
            List.of(".devcontainer/devcontainer.json", ".devcontainer.json");

    @Override
    public Finding check(Launch launch) {
        var evidence = new Evidence();
        Repository repository = launch.repository();
        List<AgentProduct> used =
                AgentProduct.all().stream().filter(one -> one.isUsedIn(repository)).toList();
        used.forEach(product -> look(product, repository, evidence));
        if (used.isEmpty()) {
            evidence.open("No settings of an agent lie in the folder.");
        }
        CONTAINERS.stream()
                .filter(repository::has)
                .forEach(
                        file ->
                                evidence.good(
                                        file
                                                + " describes a container; only its user knows"
                                                + " whether the agent runs in it."));
        return evidence.finding(
                "Turn the sandbox on in the agent's settings.",
                "Run the agent in a container or a virtual machine, and look there.");
    }

    private static void look(AgentProduct product, Repository repository, Evidence evidence) {
        if (product.sandbox().isEmpty()) {
            evidence.open(product.title() + " has no setting for this in the repository.");
        }
        product.sandbox()
                .forEach((key, values) -> look(product, key, values, repository, evidence));
    }

    private static void look(
            AgentProduct product,
            String key,
            List<String> values,
            Repository repository,
            Evidence evidence) {
        List<String> files = key.startsWith("/") ? product.settingsIn(repository) : product.toml();
        List<String> said =
                files.stream().flatMap(file -> said(repository, file, key).stream()).toList();
        String name = key.replaceFirst("^/", "").replace('/', '.');
        if (said.isEmpty()) {
            evidence.bad("%s: %s is not set".formatted(product.title(), name));
        } else if (values.containsAll(said)) {
            evidence.good("%s: %s is %s".formatted(product.title(), name, said.getFirst()));
        } else {
            evidence.bad("%s: %s is %s".formatted(product.title(), name, String.join(", ", said)));
        }
    }

    private static Optional<String> said(Repository repository, String file, String key) {
        Optional<String> text = repository.readable(file).map(Repository.Text.Read::text);
        return key.startsWith("/")
                ? text.flatMap(JsonText::read)
                        .map(json -> json.at(key))
                        .filter(value -> !value.isMissingNode())
                        .map(value -> value.asText())
                : text.flatMap(toml -> ofToml(toml, key));
    }

    /** A key of the table at the top. */
    private static Optional<String> ofToml(String toml, String key) {
        Pattern line = Pattern.compile("\\s*" + Pattern.quote(key) + "\\s*=\\s*\"([^\"]*)\".*");
        return toml.lines()
                .takeWhile(text -> !text.stripLeading().startsWith("["))
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
