package dev.countersign.policy.lint;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.CommandIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Actions that a rule certainly speaks of, if it can speak of anything: its own patterns with odd
 * words where they leave something open.
 */
final class Samples {
    private static final int MOST = 64;

    private Samples() {}

    /** Empty when the rule asks for more than patterns can tell. */
    static Optional<List<Probe>> of(Rule rule) {
        List<Condition> asked = parts(rule.match()).toList();
        List<Condition> patterns =
                asked.stream().filter(part -> !(part instanceof AccessIs)).toList();
        if (patterns.size() != 1) {
            return Optional.empty();
        }
        return of(patterns.getFirst(), accesses(asked), rule.effect())
                .map(probes -> probes.stream().limit(MOST).toList())
                .filter(probes -> !probes.isEmpty());
    }

    static Stream<Condition> parts(Condition condition) {
        return condition instanceof All all
                ? all.parts().stream().flatMap(Samples::parts)
                : Stream.of(condition);
    }

    private static Set<Access> accesses(List<Condition> asked) {
        var accesses = EnumSet.allOf(Access.class);
        asked.stream()
                .filter(AccessIs.class::isInstance)
                .forEach(part -> accesses.retainAll(((AccessIs) part).accesses()));
        return accesses;
    }

    private static Optional<List<Probe>> of(
            Condition pattern, Set<Access> accesses, Effect effect) {
        return switch (pattern) {
            case CommandIs commands -> Optional.of(commands(commands.commands()));
            case PathsAre paths when paths.any().isPresent() && paths.allWithin().isEmpty() ->
                    Optional.of(paths(paths.any().get(), accesses, effect));
            case HostsAre hosts when hosts.in().isPresent() && hosts.notIn().isEmpty() ->
                    Optional.of(hosts(hosts.in().get()));
            case McpIs mcp when mcp.arguments().isEmpty() -> Optional.of(tools(mcp));
            default -> Optional.empty();
        };
    }

    private static List<Probe> commands(List<CommandPattern> commands) {
        return commands.stream()
                .map(CommandPattern::source)
                .flatMap(source -> Stream.of(source, source + " " + Probe.WORD))
                .flatMap(line -> GlobSample.names(line).stream())
                .map(Probe::command)
                .toList();
    }

    private static List<Probe> paths(
            List<PathPattern> patterns, Set<Access> accesses, Effect effect) {
        return patterns.stream()
                .flatMap(pattern -> GlobSample.paths(pattern.source()).stream())
                .flatMap(path -> places(path, effect))
                .flatMap(path -> touching(path, accesses).stream())
                .toList();
    }

    /** In what restricts, a name alone is meant at any depth. */
    private static Stream<String> places(String path, Effect effect) {
        return effect == Effect.ALLOW || path.contains("/")
                ? Stream.of(path)
                : Stream.of(path, Probe.WORD + "/" + path);
    }

    private static List<Probe> touching(String path, Set<Access> accesses) {
        var probes = new ArrayList<Probe>();
        if (accesses.contains(Access.WRITE)) {
            probes.add(Probe.write(path));
        }
        if (accesses.contains(Access.READ)) {
            probes.add(Probe.read(path));
        }
        if (probes.isEmpty() && accesses.contains(Access.DELETE)) {
            probes.add(Probe.delete(path));
        }
        return probes;
    }

    private static List<Probe> hosts(List<HostPattern> hosts) {
        return hosts.stream()
                .map(HostPattern::source)
                .flatMap(
                        host ->
                                host.contains("*")
                                        ? Stream.of(
                                                host.replace("*", Probe.WORD),
                                                host.replace("*", "a." + Probe.WORD))
                                        : Stream.of(host))
                .flatMap(Samples::ports)
                .map(Probe::connection)
                .toList();
    }

    private static Stream<String> ports(String host) {
        return host.matches(".*:[0-9]+") ? Stream.of(host) : Stream.of(host, host + ":4711");
    }

    private static List<Probe> tools(McpIs mcp) {
        return names(mcp.servers().all()).stream()
                .flatMap(
                        server ->
                                names(mcp.tools().all()).stream()
                                        .map(tool -> Probe.mcp(server, tool)))
                .toList();
    }

    private static List<String> names(List<NamePattern> patterns) {
        return patterns.stream()
                .flatMap(pattern -> GlobSample.names(pattern.source()).stream())
                .toList();
    }
}
