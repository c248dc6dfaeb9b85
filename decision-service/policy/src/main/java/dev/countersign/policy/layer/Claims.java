package dev.countersign.policy.layer;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.CommandIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PathPattern;
import dev.countersign.policy.match.PatternLanguage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rules of one layer speak of, as far as it is paths, commands, hosts or tools alone. Of
 * rules that ask for more nothing can be told from the text; they make no claims.
 */
final class Claims {
    private final String folder;
    private final Reading reading;

    /**
     * @param folder in which the patterns are anchored; empty for the root
     */
    Claims(String folder, Reading reading) {
        this.folder = folder;
        this.reading = reading;
    }

    List<Claim> of(Rule rule) {
        return claims(parts(rule.match()), rule.except());
    }

    /** What a closed list names. */
    List<Claim> listed(Condition listed) {
        return claims(List.of(listed), List.of());
    }

    private static List<Condition> parts(Condition condition) {
        return condition instanceof All all
                ? all.parts().stream().flatMap(part -> parts(part).stream()).toList()
                : List.of(condition);
    }

    private List<Claim> claims(List<Condition> parts, List<Condition> except) {
        Set<Access> accesses = EnumSet.allOf(Access.class);
        var asked = new ArrayList<Condition>();
        for (Condition part : parts) {
            if (part instanceof AccessIs access) {
                accesses.retainAll(access.accesses());
            } else {
                asked.add(part);
            }
        }
        if (asked.size() != 1) {
            return List.of();
        }
        return switch (asked.getFirst()) {
            case PathsAre paths -> files(paths, accesses, except);
            case Condition other when parts.size() == 1 -> singles(other, except);
            default -> List.of();
        };
    }

    private List<Claim> files(PathsAre paths, Set<Access> accesses, List<Condition> except) {
        var exempt = new ArrayList<PatternLanguage>();
        for (Condition one : except) {
            List<PathPattern> patterns =
                    parts(one).size() == 1 && parts(one).getFirst() instanceof PathsAre given
                            ? patterns(given)
                            : List.of();
            if (patterns.isEmpty()) {
                return List.of();
            }
            patterns.forEach(pattern -> exempt.add(reading.other().of(pattern, folder)));
        }
        return patterns(paths).stream()
                .<Claim>map(
                        pattern ->
                                new Claim.Files(
                                        shown(pattern),
                                        accesses,
                                        reading.of(pattern, folder),
                                        exempt))
                .toList();
    }

    /** Of a file, any and all of its paths are the same one. */
    private static List<PathPattern> patterns(PathsAre paths) {
        boolean one = paths.any().isPresent() != paths.allWithin().isPresent();
        return one && paths.none().isEmpty()
                ? paths.any().or(paths::allWithin).orElseThrow()
                : List.of();
    }

    private String shown(PathPattern pattern) {
        String plain =
                pattern.source().startsWith("./")
                        ? pattern.source().substring(2)
                        : pattern.source();
        return folder.isEmpty() ? plain : folder + "/" + plain;
    }

    private static List<Claim> singles(Condition condition, List<Condition> except) {
        var exempt = new ArrayList<Claim>();
        for (Condition one : except) {
            List<Claim> claims =
                    parts(one).size() == 1 ? singles(parts(one).getFirst(), List.of()) : List.of();
            if (claims.isEmpty()) {
                return List.of();
            }
            exempt.addAll(claims);
        }
        return switch (condition) {
            case CommandIs command ->
                    command.commands().stream()
                            .<Claim>map(one -> new Claim.Commands(one, exempt))
                            .toList();
            case HostsAre hosts when hosts.notIn().isEmpty() ->
                    hosts.in().stream()
                            .flatMap(List::stream)
                            .<Claim>map(one -> new Claim.Hosts(one, exempt))
                            .toList();
            case McpIs mcp when mcp.arguments().isEmpty() ->
                    mcp.servers().all().stream()
                            .flatMap(server -> tools(mcp, server, exempt))
                            .toList();
            default -> List.of();
        };
    }

    private static Stream<Claim> tools(McpIs mcp, NamePattern server, List<Claim> exempt) {
        return mcp.tools().all().stream().map(tool -> new Claim.Tools(server, tool, exempt));
    }
}
