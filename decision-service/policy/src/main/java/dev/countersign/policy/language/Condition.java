package dev.countersign.policy.language;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePatterns;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
public sealed interface Condition {
    boolean holds(Fact fact, Scene scene, boolean generous);

    /** The kinds of fact that a rule with this condition judges. */
    Set<Kind> kinds();

    /** What certainly must be there for this to hold, in either reading. */
    default Narrowing narrowing() {
        return new Narrowing.None();
    }

    /** Kinds of fact, the most specific first. */
    enum Kind {
        EFFECT,
        INVOCATION,
        MCP,
        OPAQUE,
        EGRESS,
        FILE,
        ANY;

        boolean covers(Fact fact) {
            return switch (fact) {
                case Fact.EffectTag tag -> this == EFFECT || this == ANY;
                case Fact.Invocation invocation -> this == INVOCATION || this == ANY;
                case Fact.McpCall call -> this == MCP || this == ANY;
                case Fact.Opaque opaque -> this == OPAQUE || this == ANY;
                case Fact.Egress egress -> this == EGRESS || this == EFFECT || this == ANY;
                case Fact.FileAccess file -> this == FILE || this == ANY;
                case Fact.ToolUse use -> this == ANY;
            };
        }
    }

    record EffectIs(Set<Tag> tags) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return switch (fact) {
                case Fact.EffectTag tag -> tags.contains(tag.tag());
                case Fact.Egress egress -> tags.contains(Tag.NET_EGRESS);
                default ->
                        scene.facts().together(fact).stream()
                                .anyMatch(
                                        other ->
                                                other instanceof Fact.EffectTag tag
                                                        && tags.contains(tag.tag()));
            };
        }

        @Override
        public Narrowing narrowing() {
            return new Narrowing.Effects(tags);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.EFFECT);
        }
    }

    record CommandIs(List<CommandPattern> commands) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.Invocation.class)
                    .anyMatch(
                            invocation ->
                                    commands.stream()
                                            .anyMatch(
                                                    pattern ->
                                                            generous
                                                                    ? pattern.couldMatch(invocation)
                                                                    : pattern.surelyMatches(
                                                                            invocation)));
        }

        @Override
        public Narrowing narrowing() {
            return Narrowing.ofPrograms(commands.stream().map(CommandPattern::program).toList());
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.INVOCATION);
        }
    }

    record ProgramIs(NamePatterns programs) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.Invocation.class)
                    .anyMatch(
                            invocation ->
                                    (generous || invocation.trusted())
                                            && matches(programs, invocation.program(), generous));
        }

        @Override
        public Narrowing narrowing() {
            return Narrowing.ofPrograms(programs.all());
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.INVOCATION);
        }
    }

    /**
     * @param any some path matches
     * @param allWithin there are paths and all of them match
     * @param none no path matches
     */
    record PathsAre(
            Optional<List<PathPattern>> any,
            Optional<List<PathPattern>> allWithin,
            Optional<List<PathPattern>> none)
            implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            List<Touched> touched = touched(fact, scene);
            return any.map(
                                    patterns ->
                                            touched.stream()
                                                    .anyMatch(
                                                            one ->
                                                                    one.in(
                                                                            patterns, scene,
                                                                            generous)))
                            .orElse(true)
                    && allWithin
                            .map(
                                    patterns ->
                                            !touched.isEmpty()
                                                    && touched.stream()
                                                            .allMatch(
                                                                    one ->
                                                                            one.in(
                                                                                    patterns, scene,
                                                                                    generous)))
                            .orElse(true)
                    && none.map(
                                    patterns ->
                                            touched.stream()
                                                    .noneMatch(
                                                            one ->
                                                                    one.in(
                                                                            patterns, scene,
                                                                            !generous)))
                            .orElse(true);
        }

        /** A place that a fact touches, and whether everything beneath it is meant, too. */
        public record Touched(Place place, boolean wholeTree) {
            boolean in(List<PathPattern> patterns, Scene scene, boolean generous) {
                return patterns.stream()
                        .anyMatch(
                                pattern ->
                                        generous
                                                ? pattern.couldMatch(place, wholeTree, scene.root())
                                                : pattern.surelyMatches(place, scene.root()));
            }
        }

        /** The places that path conditions look at. */
        public static List<Touched> touched(Fact fact, Scene scene) {
            if (fact instanceof Fact.EffectTag tag && tag.place().isPresent()) {
                return List.of(new Touched(tag.place().get(), tag.tag() == Tag.FS_DELETE_TREE));
            }
            return related(fact, scene, Fact.FileAccess.class)
                    .map(file -> new Touched(file.place(), meansTree(file, scene.root())))
                    .toList();
        }

        /**
         * Reading the whole project does not count as reading each protected name that may lie
         * somewhere in it.
         */
        private static boolean meansTree(Fact.FileAccess file, String root) {
            return switch (file.access()) {
                case DELETE_TREE -> true;
                case READ_TREE -> !Place.isWithin(root, file.place().resolved());
                case LIST, READ, WRITE, APPEND, CREATE, DELETE, CHANGE_MODE, EXECUTE, LINK -> false;
            };
        }

        @Override
        public Narrowing narrowing() {
            return any.or(() -> allWithin)
                    .<Narrowing>map(Narrowing.Paths::new)
                    .orElseGet(Narrowing.None::new);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.FILE);
        }
    }

    record AccessIs(Set<Access> accesses) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.FileAccess.class)
                    .anyMatch(file -> accesses.contains(file.access()));
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.FILE);
        }
    }

    /**
     * @param in the host is one of these
     * @param notIn the host is none of these
     */
    record HostsAre(Optional<List<HostPattern>> in, Optional<List<HostPattern>> notIn)
            implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.Egress.class)
                    .anyMatch(
                            egress ->
                                    in.map(hosts -> listed(hosts, egress, generous)).orElse(true)
                                            && notIn.map(hosts -> !listed(hosts, egress, !generous))
                                                    .orElse(true));
        }

        private static boolean listed(
                List<HostPattern> hosts, Fact.Egress egress, boolean generous) {
            return hosts.stream()
                    .anyMatch(
                            host ->
                                    generous
                                            ? host.couldMatch(egress)
                                            : host.surelyMatches(egress));
        }

        @Override
        public Narrowing narrowing() {
            return in.<Narrowing>map(Narrowing.Hosts::new).orElseGet(Narrowing.None::new);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.EGRESS);
        }
    }

    record PortsAre(Set<Integer> ports) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.Egress.class)
                    .anyMatch(
                            egress ->
                                    egress.port().isPresent()
                                            ? ports.contains(egress.port().getAsInt())
                                            : generous);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.EGRESS);
        }
    }

    record McpIs(NamePatterns servers, NamePatterns tools) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.McpCall.class)
                    .anyMatch(
                            call ->
                                    matches(servers, call.server(), generous)
                                            && matches(tools, call.tool(), generous));
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.MCP);
        }
    }

    record OpaqueIs(Set<Opacity> reasons) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.Opaque.class)
                    .anyMatch(opaque -> reasons.contains(opaque.reason()));
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.OPAQUE);
        }
    }

    record SubjectIs(Set<Tag> tags, NamePatterns names) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return related(fact, scene, Fact.EffectTag.class)
                    .anyMatch(
                            tag ->
                                    tags.contains(tag.tag())
                                            && matches(names, tag.subject(), generous));
        }

        @Override
        public Narrowing narrowing() {
            return new Narrowing.Effects(tags);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.EFFECT);
        }
    }

    record ReachIs(Set<Reach.How> hows) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return hows.contains(fact.reach().how());
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.ANY);
        }
    }

    record ToolIs(NamePatterns tools) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return matches(tools, scene.facts().action().tool(), generous);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.ANY);
        }
    }

    /** More files are changed than this. */
    record MoreFilesThan(int most) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return scene.facts().filesChanged() > most
                    && fact instanceof Fact.FileAccess file
                    && file.access().changes();
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.FILE);
        }
    }

    record Not(Condition inner) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return !inner.holds(fact, scene, !generous);
        }

        @Override
        public Set<Kind> kinds() {
            return inner.kinds();
        }
    }

    /**
     * @param kinds the most specific kind that is asked for positively; a negation decides only
     *     when there is nothing else
     */
    record All(List<Condition> parts, Set<Kind> kinds) implements Condition {
        public All(List<Condition> parts) {
            this(
                    parts,
                    mostSpecific(parts.stream().filter(part -> !(part instanceof Not)))
                            .or(() -> mostSpecific(parts.stream()))
                            .orElse(Set.of(Kind.ANY)));
        }

        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            for (Condition part : parts) {
                if (!part.holds(fact, scene, generous)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Narrowing narrowing() {
            return parts.stream()
                    .map(Condition::narrowing)
                    .reduce(new Narrowing.None(), Narrowing::or);
        }

        private static Optional<Set<Kind>> mostSpecific(Stream<Condition> parts) {
            return parts.map(Condition::kinds)
                    .filter(kinds -> !kinds.contains(Kind.ANY))
                    .min((one, other) -> first(one).compareTo(first(other)));
        }

        private static Kind first(Set<Kind> kinds) {
            return kinds.stream().min(Kind::compareTo).orElse(Kind.ANY);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Fact fact, Scene scene, boolean generous) {
            return parts.stream().anyMatch(part -> part.holds(fact, scene, generous));
        }

        @Override
        public Set<Kind> kinds() {
            return parts.stream()
                    .flatMap(part -> part.kinds().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static boolean matches(NamePatterns patterns, String name, boolean generous) {
        return generous ? patterns.couldMatch(name) : patterns.surelyMatches(name);
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
