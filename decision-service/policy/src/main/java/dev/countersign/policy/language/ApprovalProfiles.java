package dev.countersign.policy.language;

import dev.countersign.policy.language.Names.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The named requirements of {@code approval_profiles}, and what a rule's {@code approval} means.
 */
final class ApprovalProfiles {
    private static final List<String> KEYS =
            List.of("groups", "quorum", "ttl", "escalate", "step_up");

    private static final Set<String> USUAL_GROUPS =
            ApprovalRequirement.USUAL.panels().getFirst().groups();

    private final Section top;
    private final SortedMap<String, Named<ApprovalRequirement>> own = new TreeMap<>();
    private final SortedMap<String, Named<ApprovalRequirement>> above;

    /**
     * @param above those of the layers above, which can be used as well
     */
    ApprovalProfiles(Section top, SortedMap<String, Named<ApprovalRequirement>> above) {
        this.top = top;
        this.above = above;
        top.freely("approval_profiles")
                .forEach(
                        (name, node) ->
                                read("approval_profiles." + name, node)
                                        .ifPresent(
                                                profile ->
                                                        own.put(
                                                                name,
                                                                new Named<>(
                                                                        profile,
                                                                        top.errors()
                                                                                .source(node)))));
    }

    /** The file's own. */
    SortedMap<String, Named<ApprovalRequirement>> own() {
        return Collections.unmodifiableSortedMap(own);
    }

    /** The value of {@code approval}: the name of a profile, or a profile written out. */
    Optional<ApprovalRequirement> of(Section rule) {
        Optional<Node> value = rule.value("approval");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof ScalarNode scalar) {
            return named(rule, scalar.getValue());
        }
        return read("approval", value.get());
    }

    private Optional<ApprovalRequirement> named(Section rule, String name) {
        Named<ApprovalRequirement> found = own.getOrDefault(name, above.get(name));
        if (found == null) {
            var known = new TreeSet<>(own.keySet());
            known.addAll(above.keySet());
            rule.wrong(
                    "approval",
                    "there is no approval profile \"" + name + "\"" + DidYouMean.hint(name, known));
            return Optional.empty();
        }
        return Optional.of(found.meaning());
    }

    private Optional<ApprovalRequirement> read(String path, Node node) {
        return top.section(path, node, KEYS).map(this::requirement);
    }

    private ApprovalRequirement requirement(Section profile) {
        var groups = new ArrayList<>(profile.texts("groups"));
        if (groups.isEmpty()) {
            groups.addAll(USUAL_GROUPS);
        }
        Duration ttl = Durations.read(profile, "ttl").orElse(ApprovalRequirement.USUAL.ttl());
        return new ApprovalRequirement(
                List.of(
                        new ApprovalRequirement.Panel(
                                new TreeSet<>(groups),
                                profile.integer("quorum", 1).orElse(1),
                                escalation(profile, ttl))),
                ttl,
                profile.flag("step_up").orElse(false));
    }

    private static Optional<ApprovalRequirement.Escalation> escalation(
            Section profile, Duration ttl) {
        return profile.section("escalate", List.of("after", "to"))
                .flatMap(
                        escalate -> {
                            for (String key : List.of("after", "to")) {
                                if (!escalate.has(key)) {
                                    escalate.wrong("\"" + key + "\" is missing in escalate");
                                }
                            }
                            var to = new TreeSet<>(escalate.texts("to"));
                            Optional<Duration> after = Durations.read(escalate, "after");
                            after.filter(when -> when.compareTo(ttl) >= 0)
                                    .ifPresent(
                                            late ->
                                                    escalate.wrong(
                                                            "after",
                                                            "the request ends before it is escalated; ttl is longer"));
                            return after.filter(when -> !to.isEmpty())
                                    .map(when -> new ApprovalRequirement.Escalation(when, to));
                        });
    }
}
