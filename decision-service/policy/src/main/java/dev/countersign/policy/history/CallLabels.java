package dev.countersign.policy.history;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.Hosts;
import dev.countersign.policy.program.WordTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The labels that one call earns. */
final class CallLabels {
    private static final WordTable TABLE = WordTable.of("untrusted-input");
    private static final List<CommandPattern> ASKING =
            TABLE.words("asking").stream().map(CommandPattern::new).toList();

    private final Facts facts;

    private CallLabels(Facts facts) {
        this.facts = facts;
    }

    static Set<String> of(Facts facts, String root) {
        var labels = new HashSet<>(words(facts));
        written(facts)
                .map(place -> Labels.WROTE + name(place.resolved(), root))
                .forEach(labels::add);
        return labels;
    }

    /** Those that say no path. */
    static Set<String> words(Facts facts) {
        var call = new CallLabels(facts);
        var labels = new HashSet<String>();
        if (facts.all().stream().anyMatch(CallLabels::readsSecret)) {
            labels.add(Labels.READ_SECRET);
        }
        if (facts.all().stream().anyMatch(call::seesOutside)) {
            labels.add(Labels.SAW_UNTRUSTED_INPUT);
        }
        return labels;
    }

    static Stream<Place> written(Facts facts) {
        return facts.all().stream()
                .filter(Fact.FileAccess.class::isInstance)
                .map(Fact.FileAccess.class::cast)
                .filter(file -> writes(file.access()))
                .map(Fact.FileAccess::place)
                .filter(place -> !place.resolved().startsWith("/dev/"));
    }

    static boolean writes(Access access) {
        return access == Access.WRITE || access == Access.APPEND || access == Access.CREATE;
    }

    private static String name(String path, String root) {
        if (root.isEmpty() || !Place.isWithin(path, root)) {
            return path;
        }
        return path.equals(root)
                ? "."
                : path.substring(root.endsWith("/") ? root.length() : root.length() + 1);
    }

    private static boolean readsSecret(Fact fact) {
        return fact instanceof Fact.EffectTag tag && tag.tag() == Tag.SECRET_READ;
    }

    private boolean seesOutside(Fact fact) {
        return switch (fact) {
            case Fact.McpCall call -> true;
            case Fact.ToolUse use -> TABLE.has("tools", use.tool());
            case Fact.Egress egress ->
                    TABLE.has("tools", facts.action().tool()) && leavesTheMachine(egress);
            case Fact.Invocation invocation -> asks(invocation) || fetches(invocation);
            case Fact.FileAccess file -> false;
            case Fact.EffectTag tag -> false;
            // The connection of a request is a fact of its own.
            case Fact.ApiCall call -> false;
            case Fact.CredentialUse use -> false;
            case Fact.Opaque opaque -> false;
        };
    }

    private static boolean asks(Fact.Invocation invocation) {
        return TABLE.hasExactly("askers", invocation.program())
                && ASKING.stream().anyMatch(command -> command.couldMatch(invocation));
    }

    private boolean fetches(Fact.Invocation invocation) {
        return TABLE.hasExactly("fetching", invocation.program())
                && facts.together(invocation).stream()
                        .anyMatch(
                                fact ->
                                        fact instanceof Fact.Egress egress
                                                && leavesTheMachine(egress));
    }

    private static boolean leavesTheMachine(Fact.Egress egress) {
        return Wild.hasUnknown(egress.host()) || !Hosts.isLoopback(egress.host());
    }
}
