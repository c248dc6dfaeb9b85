package dev.countersign.cli.readiness;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.layer.Layer;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.suite.CheckedPolicy;
import dev.countersign.policy.tool.Analyser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The policy files of a repository. */
public sealed interface LocalPolicy {
    String FILE = ".agent-policy.yml";
    String OVERRIDE = ".agent-policy.override.yml";
    List<String> FILES = List.of(".agent-policy.organisation.yml", ".agent-policy.team.yml", FILE);

    /** How it is called. */
    default String name() {
        return FILE;
    }

    /** The one agent that it is written for, if it names exactly one. */
    default Optional<String> onlyAgent() {
        return Optional.empty();
    }

    /**
     * Files with errors, or that cannot be read.
     *
     * @param errors each with its place
     */
    record Flawed(List<String> errors) implements LocalPolicy {}

    /**
     * What can be asked.
     *
     * @param policies empty where only the shipped baseline is in force
     * @param root the folder at which patterns are anchored
     */
    record Sound(List<Policy> policies, CompiledPolicy compiled, String root)
            implements LocalPolicy {

        /** What the policies declare. */
        Catalogue catalogue() {
            return policies.stream().map(Policy::catalogue).reduce(Catalogue.EMPTY, Catalogue::and);
        }

        @Override
        public String name() {
            return policies.isEmpty()
                    ? "the shipped baseline"
                    : String.join(", ", policies.stream().map(Policy::name).toList());
        }

        Facts facts(Action action) {
            return compiled.complete(Analyser.analyse(action, History.NONE));
        }

        Verdict verdict(Action action, Launch launch) {
            Proposer fresh = Proposer.UNKNOWN.since(Duration.ZERO);
            return compiled.judge(
                    Analyser.analyse(action, History.NONE),
                    Circumstances.in(root)
                            .at(launch.now())
                            .by(launch.agent().map(fresh::named).orElse(fresh)));
        }

        Action call(String tool, String argument, String value) {
            return new Action(tool, Map.of(argument, value), root, "");
        }

        Action line(String command) {
            return call("Bash", "command", command);
        }

        @Override
        public Optional<String> onlyAgent() {
            List<String> names =
                    policies.stream().flatMap(policy -> policy.agents().stream()).toList();
            return names.size() == 1 && new NamePattern(names.getFirst()).isPlain()
                    ? Optional.of(names.getFirst())
                    : Optional.empty();
        }
    }

    static LocalPolicy of(Repository repository) {
        var texts = new TreeMap<String, String>();
        var errors = new ArrayList<String>();
        Stream.concat(
                        FILES.stream().filter(repository::mentions),
                        repository.files().stream().filter(file -> file.endsWith("/" + OVERRIDE)))
                .forEach(
                        file -> {
                            switch (repository.text(file)) {
                                case Repository.Text.Read read -> texts.put(file, read.text());
                                case Repository.Text.Unread unread -> errors.add(unread.why());
                            }
                        });
        if (!errors.isEmpty()) {
            return new Flawed(List.copyOf(errors));
        }
        return texts.isEmpty()
                ? new Sound(List.of(), CompiledPolicy.baseline(), repository.root())
                : together(texts, repository.root());
    }

    private static LocalPolicy together(Map<String, String> texts, String root) {
        try {
            PolicySet set = PolicySet.read(texts);
            List<Policy> policies = set.layers().stream().map(Layer::policy).toList();
            CheckedPolicy.check(set);
            return new Sound(policies, CompiledPolicy.of(set), root);
        } catch (PolicyErrors wrong) {
            return new Flawed(
                    wrong.byFile().entrySet().stream()
                            .flatMap(
                                    file ->
                                            file.getValue().stream()
                                                    .map(error -> file.getKey() + ":" + error))
                            .toList());
        }
    }
}
