package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.Source;
import dev.countersign.policy.masking.DeclaredSecrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Brings the findings of all facts together into one verdict. */
final class Summary {
    private final Facts facts;
    private final DeclaredSecrets secrets;
    private final Sentence sentence;
    private final Map<Fact, String> shown = new IdentityHashMap<>();
    private final Map<Key, Match> matched = new LinkedHashMap<>();
    private Effect effect = Effect.ALLOW;
    private Effect wouldBe = Effect.ALLOW;

    Summary(Facts facts, List<Finding> findings, DeclaredSecrets secrets) {
        this.facts = facts;
        this.secrets = secrets;
        this.sentence = new Sentence(facts, secrets);
        var seen = new HashSet<Fact>();
        for (Finding finding : findings) {
            effect = effect.or(finding.effect());
            wouldBe = wouldBe.or(finding.wouldBe());
            if (seen.add(finding.fact())) {
                finding.matched().forEach(applied -> match(applied).isAbout(finding.fact()));
            }
        }
    }

    /**
     * Two defaults of one family are one rule, also when each was made anew. A rule of a pack may
     * be in force in one layer and only observed in another.
     */
    private record Key(String id, Source source, Effect effect, boolean observed) {}

    private record Match(Applied applied, List<Fact> about) {
        void isAbout(Fact fact) {
            if (about.isEmpty() || about.getLast() != fact) {
                about.add(fact);
            }
        }

        boolean inForce() {
            return !applied.observed();
        }

        Rule rule() {
            return applied.rule();
        }
    }

    private Match match(Applied applied) {
        Rule rule = applied.rule();
        return matched.computeIfAbsent(
                new Key(rule.id(), rule.source(), rule.effect(), applied.observed()),
                key -> new Match(applied, new ArrayList<>(2)));
    }

    /** A rule about the action as a whole. */
    void add(Applied applied) {
        new LinkedHashSet<>(facts.all()).forEach(match(applied)::isAbout);
        wouldBe = wouldBe.or(applied.rule().effect());
        if (!applied.observed()) {
            effect = effect.or(applied.rule().effect());
        }
    }

    Verdict verdict(Mode mode, String version) {
        var rules = new ArrayList<MatchedRule>();
        matched.values().forEach(match -> rules.add(shown(match.applied(), match.about())));
        rules.sort((one, other) -> other.effect().compareTo(one.effect()));
        boolean bypassable =
                matched.values().stream()
                        .filter(match -> match.inForce() && match.rule().effect().restricts())
                        .allMatch(
                                match ->
                                        match.rule().bypassable()
                                                && match.rule().effect() != Effect.KILL);
        return new Verdict(
                effect,
                wouldBe,
                List.copyOf(rules),
                reason(),
                mode,
                effect == Effect.REQUIRE_APPROVAL ? Optional.of(approval()) : Optional.empty(),
                bypassable,
                version);
    }

    private MatchedRule shown(Applied applied, List<Fact> about) {
        Rule rule = applied.rule();
        return new MatchedRule(
                rule.id(),
                rule.title(),
                rule.effect(),
                rule.message().map(text -> sentence.filled(text, about)).orElse(""),
                rule.source().toString(),
                about.stream().map(this::shown).toList(),
                rule.bypassable(),
                applied.observed());
    }

    /** Many rules may be about one fact. */
    private String shown(Fact fact) {
        return shown.computeIfAbsent(fact, key -> secrets.hiddenIn(key.show()));
    }

    private ApprovalRequirement approval() {
        Map<Integer, List<Rule>> byLayer =
                matched.values().stream()
                        .filter(Match::inForce)
                        .filter(match -> match.rule().effect() == Effect.REQUIRE_APPROVAL)
                        .filter(match -> match.applied().place() != Applied.SHIPPED)
                        .collect(
                                Collectors.groupingBy(
                                        match -> match.applied().place(),
                                        TreeMap::new,
                                        Collectors.mapping(Match::rule, Collectors.toList())));
        return byLayer.values().stream()
                .map(Summary::approval)
                .reduce(ApprovalRequirement::and)
                .orElse(ApprovalRequirement.USUAL);
    }

    /** What the rules of one layer ask for together. */
    private static ApprovalRequirement approval(List<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.approval().stream())
                .reduce(ApprovalRequirement::and)
                .orElse(ApprovalRequirement.USUAL);
    }

    /** Of the rules that led to it the one that says most is told first. */
    private String reason() {
        return matched.values().stream()
                .filter(match -> match.inForce() && match.rule().effect() == effect)
                .min(Comparator.comparingInt(Summary::tellsLittle))
                .map(match -> sentence.of(effect, match.rule(), match.about()))
                .orElse("Nothing speaks against it.");
    }

    private static int tellsLittle(Match match) {
        boolean byDefault = match.rule().id().startsWith("default.");
        int kind = match.about().stream().findFirst().map(Summary::tellsLittle).orElse(0);
        return byDefault ? kind + 3 : kind;
    }

    private static int tellsLittle(Fact fact) {
        return switch (fact) {
            case Fact.EffectTag tag -> 0;
            case Fact.ApiCall call -> 0;
            case Fact.CredentialUse use -> 0;
            case Fact.FileAccess file -> 1;
            case Fact.McpCall call -> 1;
            case Fact.ToolUse use -> 1;
            case Fact.Opaque opaque -> 1;
            case Fact.Egress egress -> 2;
            case Fact.Invocation invocation -> 2;
        };
    }
}
