package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.ApprovalRequirement.Panel;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whoever a rule asks for exists, and there are enough of them. Only the services may look into the
 * directory of people: decision-service puts a policy in force only if its approvals can be given.
 */
final class ApprovalRouting implements PolicyPoint {

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        Set<Panel> panels = panels(policy);
        List<String> asked = panels.stream().map(ApprovalRouting::shown).toList();
        Optional<String> agent = launch.agent();
        if (agent.isEmpty()) {
            return new Finding.CannotTell(
                    asked, "Name the agent (--agent), and ask the services (COUNTERSIGN_URL).");
        }
        return switch (launch.services().policiesInForce()) {
            case Registry.Known.Unknown unknown -> unknown.cannotTell();
            case Registry.Known.Entries active -> inForce(agent.get(), active, policy, asked);
        };
    }

    private static Finding inForce(
            String agent,
            Registry.Known.Entries active,
            LocalPolicy.Sound policy,
            List<String> asked) {
        var evidence = new Evidence();
        Optional<JsonNode> its = Registry.inForceFor(agent, active);
        if (its.filter(one -> RegistryEntry.isThis(one, policy)).isPresent()) {
            evidence.good(
                    "decision-service put %s in force, which it does only if people can approve."
                            .formatted(its.get().path("id").asText()));
            asked.forEach(evidence::good);
        } else {
            evidence.open("This policy is not in force, so nobody has looked for its approvers.");
            evidence.open(asked);
        }
        return evidence.finding(
                "", "Publish it: agent-policy publish --activate " + LocalPolicy.FILE);
    }

    /** Those of the rules, and those of the baseline, which decides what they leave open. */
    private static Set<Panel> panels(LocalPolicy.Sound policy) {
        return Stream.concat(
                        policy.policies().stream()
                                .flatMap(one -> one.rules().stream())
                                .filter(rule -> rule.effect() == Effect.REQUIRE_APPROVAL)
                                .map(ApprovalRouting::requirement),
                        Stream.of(ApprovalRequirement.USUAL))
                .flatMap(requirement -> requirement.panels().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ApprovalRequirement requirement(Rule rule) {
        return rule.approval().orElse(ApprovalRequirement.USUAL);
    }

    private static String shown(Panel panel) {
        return "asked for: %d of %s".formatted(panel.quorum(), String.join(", ", panel.groups()));
    }
}
