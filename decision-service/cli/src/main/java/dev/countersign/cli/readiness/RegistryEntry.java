package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.policy.language.Policy;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The agent is known, has a key that is good, and this policy is the one in force for it. */
final class RegistryEntry implements PolicyPoint {

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        Optional<String> agent = launch.agent();
        if (agent.isEmpty()) {
            return new Finding.CannotTell(
                    List.of("Nobody said which agent."), "Name it: --agent NAME.");
        }
        return switch (launch.services().agents()) {
            case Registry.Known.Unknown unknown -> unknown.cannotTell();
            case Registry.Known.Entries agents -> {
                var evidence = new Evidence();
                entry(agent.get(), agents, launch.now(), evidence);
                policy(agent.get(), policy, launch.services().policiesInForce(), evidence);
                yield evidence.finding(
                        "Register the agent, give it a key, and publish the policy:"
                                + " agent-policy publish --activate "
                                + LocalPolicy.FILE,
                        "Ask again with the token of somebody who may see policies.");
            }
        };
    }

    private static void entry(
            String agent, Registry.Known.Entries agents, Instant now, Evidence evidence) {
        Optional<JsonNode> entry =
                agents.all().stream()
                        .filter(one -> one.path("name").asText().equals(agent))
                        .findFirst();
        if (entry.isEmpty()) {
            evidence.bad(agent + " is not registered");
        } else if (isTold(entry.get(), "revoked_at")) {
            evidence.bad(agent + " is revoked since " + entry.get().path("revoked_at").asText());
        } else if (hasGoodKey(entry.get(), now)) {
            evidence.good(
                    "%s is %s, for %s"
                            .formatted(
                                    agent,
                                    entry.get().path("id").asText(),
                                    entry.get().path("operator").asText()));
        } else {
            evidence.bad(agent + " has no key that is good");
        }
    }

    private static boolean hasGoodKey(JsonNode agent, Instant now) {
        return StreamSupport.stream(agent.path("keys").spliterator(), false)
                .anyMatch(
                        key ->
                                !isTold(key, "revoked_at")
                                        && instant(key.path("expires_at"))
                                                .filter(now::isBefore)
                                                .isPresent());
    }

    private static boolean isTold(JsonNode json, String field) {
        return json.hasNonNull(field);
    }

    static Optional<Instant> instant(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static void policy(
            String agent, LocalPolicy.Sound local, Registry.Known active, Evidence evidence) {
        local.policies().stream()
                .filter(one -> !one.isFor(agent))
                .forEach(
                        one ->
                                evidence.bad(
                                        "%s is not for %s but for %s"
                                                .formatted(
                                                        one.name(),
                                                        agent,
                                                        String.join(", ", one.agents()))));
        switch (active) {
            case Registry.Known.Unknown unknown -> evidence.open(unknown.why());
            case Registry.Known.Entries entries ->
                    Registry.inForceFor(agent, entries)
                            .ifPresentOrElse(
                                    policy -> compare(agent, policy, local, evidence),
                                    () ->
                                            evidence.bad(
                                                    "no policy is in force for %s but the baseline"
                                                            .formatted(agent)));
        }
    }

    private static void compare(
            String agent, JsonNode policy, LocalPolicy.Sound local, Evidence evidence) {
        String shown =
                "%s (%s)".formatted(policy.path("id").asText(), policy.path("version").asText());
        if (isThis(policy, local)) {
            evidence.good("in force for it is %s: this policy".formatted(shown));
        } else {
            evidence.bad("in force for %s is %s, not this policy".formatted(agent, shown));
        }
    }

    /** Whether what is in force has the text of the repository's own file. */
    static boolean isThis(JsonNode inForce, LocalPolicy.Sound local) {
        return local.policies().stream()
                .filter(policy -> policy.name().equals(LocalPolicy.FILE))
                .map(Policy::digest)
                .anyMatch(inForce.path("version").asText()::contains);
    }
}
