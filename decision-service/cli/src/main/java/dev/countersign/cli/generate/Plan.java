package dev.countersign.cli.generate;

import dev.countersign.cli.generate.fence.Asked;
import dev.countersign.cli.generate.fence.Fence;
import dev.countersign.cli.generate.fence.Meaning;
import dev.countersign.cli.generate.settings.Content;
import dev.countersign.cli.readiness.AgentProduct;
import dev.countersign.cli.readiness.LocalPolicy;
import dev.countersign.policy.language.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one product gets.
 *
 * @param contents by file; a file that is to have nothing is there as well
 */
record Plan(
        AgentProduct product,
        Map<String, Content> contents,
        Part hook,
        Part sandbox,
        List<Report.ForRule> rules,
        List<String> notes) {

    static Plan of(AgentProduct product, Order order, LocalPolicy.Sound policy) {
        return order.placement() == Order.Placement.MANAGED
                        && product.writes().managed().file().isEmpty()
                ? nothing(product)
                : something(product, order, policy);
    }

    private static Plan nothing(AgentProduct product) {
        Part none =
                Part.none("None: where its settings for a machine lie is not known for certain.");
        return new Plan(product, Map.of(), none, none, List.of(), List.of());
    }

    private static Plan something(AgentProduct product, Order order, LocalPolicy.Sound policy) {
        var asked = new Asked(policy);
        Fence fence = Fence.of(product);
        List<Report.ForRule> rules =
                new FencePart(fence, asked).rules(Meaning.all(policy.policies()).toList());
        List<String> lines =
                rules.stream().flatMap(rule -> rule.written().stream()).distinct().toList();
        Part hook = HookPart.of(product, order.hook());
        Part sandbox = new SandboxPart(asked, policy.policies()).of(product);
        var denials = new Part(product.writes().fence().file(), fence.content(lines), "");
        return new Plan(
                product,
                contents(product, order.placement(), Stream.of(hook, denials, sandbox)),
                hook,
                sandbox,
                rules,
                notes(product, policy.policies(), lines));
    }

    private static Map<String, Content> contents(
            AgentProduct product, Order.Placement placement, Stream<Part> parts) {
        Map<String, Content> contents = new TreeMap<>();
        product.writes().files().forEach(file -> contents.put(file, Content.nothingIn(file)));
        parts.filter(part -> !part.file().isEmpty())
                .forEach(part -> contents.merge(part.file(), part.content(), Plan::together));
        return switch (placement) {
            case PROJECT -> contents;
            case MANAGED -> managed(product, contents);
        };
    }

    private static Content together(Content one, Content other) {
        return one instanceof Content.Part part && other instanceof Content.Part more
                ? part.and(more)
                : other;
    }

    /** All that fits into the one file that an administrator installs. */
    private static Map<String, Content> managed(
            AgentProduct product, Map<String, Content> contents) {
        return Map.of(
                product.writes().managed().file(),
                contents.values().stream().reduce(Plan::together).orElseThrow());
    }

    private static List<String> notes(
            AgentProduct product, List<Policy> policies, List<String> lines) {
        var notes = new ArrayList<>(product.writes().notes());
        if (!lines.isEmpty()) {
            notes.add(
                    "An emergency bypass lifts the policy, not these files: take a line out by hand"
                            + " for that long.");
        }
        List<String> agents =
                policies.stream().flatMap(policy -> policy.agents().stream()).distinct().toList();
        if (!agents.isEmpty() && !lines.isEmpty()) {
            notes.add(
                    "The policy is for %s; these files hold for everybody who works in the folder."
                            .formatted(String.join(", ", agents)));
        }
        return List.copyOf(notes);
    }
}
