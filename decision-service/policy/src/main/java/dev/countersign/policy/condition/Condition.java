package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.match.PathPattern;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a rule asks of a fact.
 *
 * <p>Every condition has two readings. The generous one holds when the condition could hold; it is
 * used where matching restricts. The strict one holds only when the condition certainly holds; it
 * is used where matching allows. Negation changes the reading.
 *
 * <p>A condition about another kind of fact looks at the facts that belong to the same invocation:
 * a path condition on an invocation asks for the files that this invocation touches.
 */
public sealed interface Condition
        permits EffectIs,
                CommandIs,
                ProgramIs,
                PathsAre,
                AccessIs,
                HostsAre,
                PortsAre,
                McpIs,
                OpaqueIs,
                SubjectIs,
                ReachIs,
                ToolIs,
                LabelsAre,
                MoreFilesThan,
                ApiIs,
                CredentialIs,
                CredentialOutOfScope,
                ContentIs,
                AgentIs,
                GroupIs,
                SessionOlderThan,
                TimeIs,
                When,
                Certainly,
                Unlisted,
                Not,
                All,
                Any {
    boolean holds(Fact fact, Scene scene, boolean generous);

    /** The kinds of fact that a rule with this condition judges. */
    Set<Kind> kinds();

    /** Whether a rule with this condition judges such a fact at all. */
    default boolean judges(Fact fact) {
        Set<Kind> its = Kind.of(fact);
        for (Kind kind : kinds()) {
            if (its.contains(kind)) {
                return true;
            }
        }
        return false;
    }

    /** What certainly must be there for this to hold, in either reading. */
    default Narrowing narrowing() {
        return Narrowing.NONE;
    }

    /** Every pattern of a path that it asks about. */
    default Stream<PathPattern> paths() {
        return Stream.empty();
    }

    /** Kinds of fact, the most specific first. */
    enum Kind {
        EFFECT,
        INVOCATION,
        MCP,
        OPAQUE,
        CREDENTIAL,
        API,
        EGRESS,
        FILE,
        ANY;

        private static final Set<Kind> EFFECTS = EnumSet.of(EFFECT, ANY);
        private static final Set<Kind> INVOCATIONS = EnumSet.of(INVOCATION, ANY);
        private static final Set<Kind> MCP_CALLS = EnumSet.of(MCP, ANY);
        private static final Set<Kind> OPAQUES = EnumSet.of(OPAQUE, ANY);
        private static final Set<Kind> EGRESSES = EnumSet.of(EGRESS, EFFECT, ANY);
        private static final Set<Kind> FILES = EnumSet.of(FILE, ANY);
        private static final Set<Kind> TOOLS = EnumSet.of(ANY);
        private static final Set<Kind> API_CALLS = EnumSet.of(API, ANY);
        private static final Set<Kind> CREDENTIALS = EnumSet.of(CREDENTIAL, ANY);

        /** The kinds that a fact is of; not to be changed. */
        public static Set<Kind> of(Fact fact) {
            return switch (fact) {
                case Fact.EffectTag tag -> EFFECTS;
                case Fact.Invocation invocation -> INVOCATIONS;
                case Fact.McpCall call -> MCP_CALLS;
                case Fact.Opaque opaque -> OPAQUES;
                case Fact.Egress egress -> EGRESSES;
                case Fact.FileAccess file -> FILES;
                case Fact.ToolUse use -> TOOLS;
                case Fact.ApiCall call -> API_CALLS;
                case Fact.CredentialUse use -> CREDENTIALS;
            };
        }
    }

    static boolean matches(NamePatterns patterns, String name, boolean generous) {
        return generous ? patterns.couldMatch(name) : patterns.surelyMatches(name);
    }

    /** Whether one of the {@link #related} facts is like this. */
    static <F extends Fact> boolean anyRelated(
            Fact fact, Scene scene, Class<F> kind, Predicate<F> test) {
        if (kind.isInstance(fact)) {
            return test.test(kind.cast(fact));
        }
        for (Fact other : scene.facts().together(fact)) {
            if (kind.isInstance(other) && test.test(kind.cast(other))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The fact itself when it is of the kind, else the facts of that kind that belong to the same
     * invocation.
     */
    static <F extends Fact> Stream<F> related(Fact fact, Scene scene, Class<F> kind) {
        return kind.isInstance(fact)
                ? Stream.of(kind.cast(fact))
                : scene.facts().together(fact).stream().filter(kind::isInstance).map(kind::cast);
    }
}
