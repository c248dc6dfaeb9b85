package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.condition.Narrowing;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.PathIndex;
import dev.countersign.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rules of a policy that could speak of a fact. Never leaves one out that does; {@link
 * Rule#matches} still decides. Immutable and safe for any number of threads.
 */
final class RuleIndex {
    private final BitSet always = new BitSet();
    private final Map<Tag, BitSet> byEffect = new EnumMap<>(Tag.class);
    private final Names byProgram = new Names();
    private final Names byHost = new Names();
    private final List<Integer> aboutPaths = new ArrayList<>();
    private final PathIndex byPath;

    RuleIndex(List<Rule> rules) {
        var patterns = new ArrayList<List<PathPattern>>();
        for (int i = 0; i < rules.size(); i++) {
            switch (rules.get(i).match().narrowing()) {
                case Narrowing.Paths paths -> {
                    aboutPaths.add(i);
                    patterns.add(paths.patterns());
                }
                case Narrowing.Hosts hosts -> addHosts(hosts, i);
                case Narrowing.Programs programs -> byProgram.add(programs.names(), i);
                case Narrowing.Effects effects -> addEffects(effects, i);
                case Narrowing.None none -> always.set(i);
            }
        }
        this.byPath = new PathIndex(patterns);
    }

    /** Rules by a name that must be equal. */
    private static final class Names {
        private final Map<String, BitSet> byName = new HashMap<>();
        private final BitSet all = new BitSet();

        void add(Iterable<String> names, int rule) {
            for (String name : names) {
                byName.computeIfAbsent(name, key -> new BitSet()).set(rule);
            }
            all.set(rule);
        }

        void find(String name, BitSet into) {
            BitSet found = byName.get(name);
            if (found != null) {
                into.or(found);
            }
        }
    }

    private void addEffects(Narrowing.Effects effects, int rule) {
        for (Tag tag : effects.tags()) {
            byEffect.computeIfAbsent(tag, key -> new BitSet()).set(rule);
        }
    }

    /** {@code *.example.org} stands under {@code .example.org}, {@code *} under nothing. */
    private void addHosts(Narrowing.Hosts hosts, int rule) {
        byHost.add(
                hosts.patterns().stream()
                        .map(HostPattern::host)
                        .map(host -> host.startsWith("*") ? host.substring(1) : host)
                        .toList(),
                rule);
    }

    /** The positions of the rules that could speak of the fact, in ascending order. */
    BitSet couldSpeakOf(Fact fact, Scene scene) {
        var found = (BitSet) always.clone();
        for (Fact one : scene.facts().together(fact)) {
            switch (one) {
                case Fact.EffectTag tag -> addEffect(tag.tag(), found);
                case Fact.Egress egress -> {
                    addEffect(Tag.NET_EGRESS, found);
                    addHost(egress.host(), found);
                }
                case Fact.Invocation invocation -> addProgram(invocation.program(), found);
                case Fact.FileAccess file -> {}
                case Fact.McpCall call -> {}
                case Fact.ApiCall call -> addHost(call.to().host(), found);
                case Fact.CredentialUse use -> {}
                case Fact.ToolUse use -> {}
                case Fact.Opaque opaque -> {}
            }
        }
        addPaths(fact, scene, found);
        return found;
    }

    private void addEffect(Tag tag, BitSet into) {
        BitSet found = byEffect.get(tag);
        if (found != null) {
            into.or(found);
        }
    }

    private void addProgram(String program, BitSet into) {
        if (Wild.isLiteral(program)) {
            byProgram.find(program, into);
        } else {
            into.or(byProgram.all);
        }
    }

    private void addHost(String host, BitSet into) {
        if (!Wild.isLiteral(host)) {
            into.or(byHost.all);
            return;
        }
        byHost.find(host, into);
        byHost.find("", into);
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            byHost.find(host.substring(dot), into);
        }
    }

    private void addPaths(Fact fact, Scene scene, BitSet into) {
        if (aboutPaths.isEmpty()) {
            return;
        }
        for (PathsAre.Touched touched : PathsAre.touched(fact, scene)) {
            byPath.couldSpeakOf(touched.place(), touched.wholeTree(), scene.root()).stream()
                    .map(aboutPaths::get)
                    .forEach(into::set);
        }
    }
}
