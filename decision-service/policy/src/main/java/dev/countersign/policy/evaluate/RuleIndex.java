package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.condition.Condition.Kind;
import dev.countersign.policy.condition.Narrowing;
import dev.countersign.policy.condition.Narrowing.Aspect;
import dev.countersign.policy.condition.Narrowing.Name;
import dev.countersign.policy.condition.PathsAre.Touched;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.match.PathIndex;
import dev.countersign.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the rules of a policy that could speak of a fact. Never leaves one out that does; {@link
 * Rule#speaksOf} still decides. Immutable and safe for any number of threads.
 *
 * <p>Rules stand by the kinds of fact that they judge, then by the rarest of what they certainly
 * need. What is found by names is the same for all facts of one command, and looked for once.
 */
final class RuleIndex {
    private final Map<Kind, Rules> byKind = new EnumMap<>(Kind.class);

    RuleIndex(List<Rule> rules) {
        List<Narrowing> needed = rules.stream().map(rule -> rule.match().narrowing()).toList();
        var census = new Census(needed);
        var builders = new EnumMap<Kind, Builder>(Kind.class);
        for (int i = 0; i < rules.size(); i++) {
            Optional<Census.Sought> sought = census.rarest(needed.get(i));
            for (Kind kind : rules.get(i).match().kinds()) {
                builders.computeIfAbsent(kind, key -> new Builder()).add(i, sought);
            }
        }
        builders.forEach((kind, builder) -> byKind.put(kind, builder.rules()));
    }

    /** The positions of the rules that judge such facts and could speak of this one, ascending. */
    BitSet couldSpeakOf(Fact fact, Scene scene) {
        var found = new BitSet();
        for (Kind kind : Kind.of(fact)) {
            Rules rules = byKind.get(kind);
            if (rules != null) {
                rules.addNamed(fact, scene, found);
                rules.addPaths(fact, scene, found);
            }
        }
        return found;
    }

    /** Gathers the rules that judge one kind of fact. */
    private static final class Builder {
        private final BitSet always = new BitSet();
        private final NameIndex byName = new NameIndex();
        private final List<Integer> aboutPaths = new ArrayList<>();
        private final List<List<PathPattern>> patterns = new ArrayList<>();

        void add(int rule, Optional<Census.Sought> sought) {
            sought.ifPresentOrElse(one -> add(rule, one), () -> always.set(rule));
        }

        private void add(int rule, Census.Sought sought) {
            for (Name name : sought.names()) {
                byName.add(name, rule);
            }
            if (!sought.paths().isEmpty()) {
                aboutPaths.add(rule);
                patterns.add(sought.paths());
            }
        }

        Rules rules() {
            int[] numbers = aboutPaths.stream().mapToInt(Integer::intValue).toArray();
            return new Rules(always, byName, numbers, new PathIndex(patterns));
        }
    }

    /**
     * The rules that judge one kind of fact.
     *
     * @param aboutPaths which rules the answers of {@code byPath} mean
     */
    private record Rules(BitSet always, NameIndex byName, int[] aboutPaths, PathIndex byPath) {

        void addNamed(Fact fact, Scene scene, BitSet into) {
            var asked = new AskedNames(byName, fact.reach().origin());
            into.or(scene.once(asked, () -> named(fact, scene)));
        }

        private BitSet named(Fact fact, Scene scene) {
            var found = (BitSet) always.clone();
            new Search(byName, found).search(fact, scene);
            return found;
        }

        void addPaths(Fact fact, Scene scene, BitSet into) {
            if (aboutPaths.length == 0) {
                return;
            }
            for (Touched touched : scene.touched(fact)) {
                var asked = new AskedPlace(byPath, touched);
                into.or(scene.once(asked, () -> about(touched)));
            }
        }

        private BitSet about(Touched touched) {
            var found = new BitSet();
            BitSet lists = byPath.couldSpeakOf(touched.spellings(), touched.wholeTree());
            for (int i = lists.nextSetBit(0); i >= 0; i = lists.nextSetBit(i + 1)) {
                found.set(aboutPaths[i]);
            }
            return found;
        }
    }

    private record AskedNames(NameIndex index, int origin) {}

    private record AskedPlace(PathIndex index, Touched touched) {}

    /** Looks for everything that the facts of one command have a name for. */
    private record Search(NameIndex names, BitSet found) {

        void search(Fact fact, Scene scene) {
            names.find(Aspect.TOOL, scene.facts().action().tool(), found);
            told(
                    Aspect.AGENT,
                    scene.proposer().agent(),
                    name -> names.find(Aspect.AGENT, name, found));
            told(
                    Aspect.GROUP,
                    scene.proposer().groups(),
                    groups -> groups.forEach(group -> names.find(Aspect.GROUP, group, found)));
            scene.facts().together(fact).forEach(this::add);
        }

        /** What is not told may be anything. */
        private <T> void told(Aspect aspect, Optional<T> value, Consumer<T> known) {
            value.ifPresentOrElse(known, () -> names.findAll(aspect, found));
        }

        private void add(Fact fact) {
            switch (fact) {
                case Fact.EffectTag tag -> {
                    names.find(Aspect.EFFECT, tag.tag().name(), found);
                    names.find(Aspect.SUBJECT, tag.tag().name(), tag.subject(), found);
                }
                case Fact.Egress egress -> {
                    names.find(Aspect.EFFECT, Tag.NET_EGRESS.name(), found);
                    addHost(egress);
                }
                case Fact.Invocation invocation -> addInvocation(invocation);
                case Fact.FileAccess file -> {
                    if (file.access().changes()) {
                        names.find(Aspect.CHANGE, "", found);
                    }
                }
                case Fact.McpCall call -> {
                    names.find(Aspect.MCP_SERVER, call.server(), found);
                    names.find(Aspect.MCP_TOOL, call.tool(), found);
                }
                case Fact.ApiCall call -> addHost(call.to());
                case Fact.CredentialUse use -> names.find(Aspect.CREDENTIAL, use.id(), found);
                case Fact.ToolUse use -> {}
                case Fact.Opaque opaque ->
                        names.find(Aspect.OPACITY, opaque.reason().name(), found);
            }
        }

        private void addHost(Fact.Egress to) {
            if (names.has(Aspect.PORT)) {
                to.port()
                        .ifPresentOrElse(
                                port -> names.find(Aspect.PORT, String.valueOf(port), found),
                                () -> names.findAll(Aspect.PORT, found));
            }
            if (!names.has(Aspect.HOST)) {
                return;
            }
            String host = to.host();
            names.find(Aspect.HOST, host, found);
            names.find(Aspect.HOST, "", found);
            for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
                names.find(Aspect.HOST, host.substring(dot), found);
            }
        }

        private void addInvocation(Fact.Invocation invocation) {
            String program = invocation.program();
            names.find(Aspect.PROGRAM, program, found);
            if (names.has(Aspect.WRITTEN) && Wild.isLiteral(invocation.written())) {
                names.find(Aspect.WRITTEN, plain(invocation.written()), found);
            }
            if (!Wild.isLiteral(program)) {
                names.findAll(Aspect.OPERAND, found);
                names.findAll(Aspect.OPTION, found);
                return;
            }
            addOperands(program, invocation);
            addOptions(program, invocation);
        }

        private static String plain(String written) {
            return written.startsWith("./") ? written.substring(2) : written;
        }

        /** One word that is not known may be several, or none. */
        private void addOperands(String program, Fact.Invocation invocation) {
            if (!names.has(Aspect.OPERAND, program)) {
                return;
            }
            List<String> given = invocation.usage().operands();
            if (invocation.usage().uncertain() || !given.stream().allMatch(Wild::isLiteral)) {
                names.findAll(Aspect.OPERAND, program, found);
                return;
            }
            for (int i = 0; i < given.size(); i++) {
                names.find(Aspect.OPERAND, program, i + " " + given.get(i), found);
            }
        }

        private void addOptions(String program, Fact.Invocation invocation) {
            if (!names.has(Aspect.OPTION, program)) {
                return;
            }
            if (invocation.usage().uncertain()) {
                names.findAll(Aspect.OPTION, program, found);
                return;
            }
            invocation
                    .usage()
                    .options()
                    .forEach(
                            (meaning, values) ->
                                    values.forEach(
                                            value ->
                                                    names.find(
                                                            Aspect.OPTION,
                                                            program,
                                                            meaning + "=" + value,
                                                            found)));
        }
    }
}
