package dev.countersign.policy.lint;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Explanation.Considered;
import dev.countersign.policy.evaluate.Explanation.ExplainedFact;
import dev.countersign.policy.history.History;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Family;
import dev.countersign.policy.language.Given;
import dev.countersign.policy.language.PackRef;
import dev.countersign.policy.language.Packs;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.RuleExample;
import dev.countersign.policy.tool.Analyser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a file is laxer than a pack that it extends. Rules of a pack that restrict stay whatever
 * the file says; what gives way is a default of the pack, to one of the file, and a warning of the
 * pack, to a rule that allows. Such a rule is told only when it silences the warning in all that
 * the pack gives as examples.
 */
final class SoftenedPacks {
    private final Policy policy;
    private final Probes probes;

    SoftenedPacks(Policy policy, Probes probes) {
        this.policy = policy;
        this.probes = probes;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (PackRef extended : policy.heading().extended()) {
            Policy pack = Packs.read(extended.name());
            pack.defaults()
                    .keySet()
                    .forEach(family -> laxer(family, pack).ifPresent(findings::add));
            if (permissions().findAny().isPresent()) {
                findings.addAll(silenced(pack));
            }
        }
        return findings;
    }

    /** Full rules: the short form names what it opens one by one, which is what it is for. */
    private Stream<Rule> permissions() {
        return Linter.own(policy)
                .filter(rule -> rule.effect() == Effect.ALLOW)
                .filter(rule -> !rule.id().startsWith("permissions."));
    }

    private Optional<Finding> laxer(Family family, Policy pack) {
        Policy.Default own = policy.defaults().get(family);
        Policy.Default packs = pack.defaults().get(family);
        if (own == null
                || packs == null
                || !policy.wrote(own.source())
                || own.effect().compareTo(packs.effect()) >= 0) {
            return Optional.empty();
        }
        return witness(family)
                .filter(probe -> isDecidedBy(own, family, probe))
                .map(
                        probe ->
                                new Finding(
                                        Check.SOFTENED_PACK,
                                        own.source(),
                                        "defaults.%s: %s takes the place of %s in a pack of this file (%s): so it is for %s"
                                                .formatted(
                                                        family.id(),
                                                        own.effect().id(),
                                                        packs.effect().id(),
                                                        packs.source(),
                                                        probe.shown())));
    }

    /** Something that no rule speaks of, unless it speaks of everything. */
    private Optional<Probe> witness(Family family) {
        return switch (family) {
            case FILESYSTEM_READ -> Optional.of(Probe.read(Probe.WORD));
            case FILESYSTEM_WRITE -> Optional.of(Probe.write(Probe.WORD));
            case COMMAND -> Optional.of(Probe.command(Probe.WORD));
            case NETWORK -> Optional.of(Probe.connection(Probe.WORD + ".example"));
            case MCP -> Optional.of(Probe.mcp(Probe.WORD, Probe.WORD));
            case PACKAGE -> Optional.of(Probe.command("npm install " + Probe.WORD));
            case API ->
                    policy.catalogue().apis().stream()
                            .map(Api::hosts)
                            .flatMap(List::stream)
                            .map(host -> host.source().replace("*", Probe.WORD))
                            .map(host -> Probe.command("curl -X POST https://" + host + "/zq7"))
                            .findFirst();
            case OPAQUE, OTHER -> Optional.empty();
        };
    }

    private boolean isDecidedBy(Policy.Default own, Family family, Probe probe) {
        return probes.ask(probe).stream()
                .flatMap(fact -> fact.rules().stream())
                .anyMatch(
                        rule ->
                                rule.id().equals("default." + family.id())
                                        && rule.source().equals(own.source().toString()));
    }

    private List<Finding> silenced(Policy pack) {
        var questions = new PackQuestions(CompiledPolicy.of(pack), CompiledPolicy.of(policy));
        return pack.rules().stream()
                .filter(rule -> rule.effect() == Effect.WARN)
                .flatMap(rule -> silenced(rule, pack, questions).stream())
                .toList();
    }

    private Optional<Finding> silenced(Rule warning, Policy pack, PackQuestions questions) {
        List<Given> examples =
                pack.cases().examples().stream()
                        .filter(one -> one.matching() && one.rule().equals(warning.id()))
                        .map(RuleExample::given)
                        .toList();
        List<Optional<Rule>> by =
                examples.stream().map(given -> allowing(given, warning, questions)).toList();
        if (by.isEmpty() || !by.stream().allMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        return by.getFirst()
                .map(
                        rule ->
                                new Finding(
                                        Check.SOFTENED_PACK,
                                        rule.source(),
                                        "%s silences the warning \"%s\" of a pack of this file (%s): nobody learns of %s"
                                                .formatted(
                                                        rule.id(),
                                                        warning.id(),
                                                        warning.source(),
                                                        examples.getFirst().shown())));
    }

    /** The rule of the file that lets everything through that the pack warns of in this call. */
    private Optional<Rule> allowing(Given given, Rule warning, PackQuestions questions) {
        List<ExplainedFact> warned = questions.warned(given, warning);
        List<ExplainedFact> now = questions.now(given);
        Stream<Optional<Rule>> rules =
                warned.stream()
                        .map(
                                fact ->
                                        now.stream()
                                                .filter(one -> isSame(one, fact))
                                                .filter(one -> one.effect() == Effect.ALLOW)
                                                .findFirst()
                                                .flatMap(this::ownPermission));
        List<Optional<Rule>> found = rules.toList();
        return found.stream().allMatch(Optional::isPresent)
                ? found.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    private static boolean isSame(ExplainedFact one, ExplainedFact other) {
        return one.kind().equals(other.kind())
                && one.text().equals(other.text())
                && one.at() == other.at();
    }

    private Optional<Rule> ownPermission(ExplainedFact fact) {
        List<String> places = fact.rules().stream().map(Considered::source).toList();
        return permissions().filter(rule -> places.contains(rule.source().toString())).findFirst();
    }

    /** What a pack by itself, and the file that extends it, say of the same call. */
    private record PackQuestions(CompiledPolicy pack, CompiledPolicy policy) {
        List<ExplainedFact> warned(Given given, Rule warning) {
            return explained(pack, given).stream()
                    .filter(fact -> Probes.speaksOf(fact, warning.id()))
                    .toList();
        }

        List<ExplainedFact> now(Given given) {
            return explained(policy, given);
        }

        private static List<ExplainedFact> explained(CompiledPolicy by, Given given) {
            var action = new Action(given.tool(), given.input(), Probe.ROOT, "");
            Facts facts = Analyser.analyse(action, History.of(given.labels(), Map.of()));
            return by.explain(facts, Circumstances.in(Probe.ROOT)).facts();
        }
    }
}
