package dev.countersign.cli.generate;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.cli.generate.fence.Asked;
import dev.countersign.cli.generate.settings.Content;
import dev.countersign.cli.generate.settings.Entry;
import dev.countersign.cli.readiness.AgentProduct;
import dev.countersign.policy.condition.HostsAre;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.match.HostPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The sandbox of a product. It keeps programs in the project and away from hosts, so it is turned
 * on where the policy denies both already; otherwise it would refuse what the policy lets pass.
 */
record SandboxPart(Asked asked, List<Policy> policies) {

    Part of(AgentProduct product) {
        AgentProduct.Sandbox sandbox = product.writes().sandbox();
        if (sandbox.file().isEmpty()) {
            return Part.none("Left alone: what it needs is not known for certain.");
        }
        if (!asked.deniesWritingOutside()) {
            return Part.none("Left alone: the policy does not deny writing outside the project.");
        }
        if (!asked.deniesUnknownHosts()) {
            return Part.none("Left alone: the policy does not deny hosts that it does not name.");
        }
        List<String> open = openHosts();
        if (!open.isEmpty() && sandbox.hosts().isEmpty()) {
            return Part.none("Left alone: it opens all hosts or none, and the policy opens some.");
        }
        return new Part(
                sandbox.file(),
                content(sandbox, open),
                "On, as the policy denies what it closes. What needs more, such as docker, fails in it.");
    }

    private static Content content(AgentProduct.Sandbox sandbox, List<String> open) {
        var entries = new ArrayList<>(Entry.of(sandbox.content()));
        open.forEach(host -> entries.add(new Entry.Item(sandbox.hosts(), TextNode.valueOf(host))));
        return sandbox.file().endsWith(".toml")
                ? new Content.Keys(entries)
                : Content.Part.of(entries);
    }

    /** Hosts that the policy names and lets be reached. */
    private List<String> openHosts() {
        return policies.stream()
                .flatMap(policy -> policy.rules().stream())
                .filter(rule -> rule.effect() == Effect.ALLOW)
                .map(rule -> rule.match())
                .filter(HostsAre.class::isInstance)
                .flatMap(match -> ((HostsAre) match).in().stream())
                .flatMap(List::stream)
                .map(HostPattern::host)
                .distinct()
                .filter(host -> asked.allows(host.startsWith("*") ? "a" + host.substring(1) : host))
                .toList();
    }
}
