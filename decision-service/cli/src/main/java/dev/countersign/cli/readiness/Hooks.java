package dev.countersign.cli.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.policy.language.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every agent product that the repository has settings for asks Countersign before each tool, the
 * agent cannot take that out, and the service has heard of it lately.
 */
final class Hooks implements PolicyPoint {
    private static final Duration LATELY = Duration.ofDays(7);

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        List<AgentProduct> used =
                AgentProduct.all().stream()
                        .filter(product -> product.isUsedIn(launch.repository()))
                        .toList();
        used.forEach(product -> look(product, launch, policy, evidence));
        boolean reported = reports(launch, evidence);
        if (used.isEmpty() && !reported) {
            evidence.open("No settings of an agent lie in the folder; they may be elsewhere.");
        }
        return evidence.finding(
                "Register countersign-hook as decision-service/hook/README.md shows,"
                        + " and deny writing the settings.",
                "Start one session of the agent, and ask again with --agent and COUNTERSIGN_URL.");
    }

    private static void look(
            AgentProduct product, Launch launch, LocalPolicy.Sound policy, Evidence evidence) {
        Repository repository = launch.repository();
        boolean asks = false;
        for (String file : product.settingsIn(repository)) {
            asks |= asks(product, file, repository, evidence);
            new Probe("Write " + file, policy.call("Write", "file_path", file))
                    .mustBe(Effect.REQUIRE_APPROVAL, "", launch, evidence);
        }
        if (!asks) {
            evidence.bad(
                    "%s does not ask Countersign before a tool (%s in %s)"
                            .formatted(
                                    product.title(),
                                    product.event(),
                                    String.join(" or ", product.settings())));
        }
    }

    private static boolean asks(
            AgentProduct product, String file, Repository repository, Evidence evidence) {
        switch (repository.text(file)) {
            case Repository.Text.Unread unread -> {
                evidence.bad(unread.why());
                return true;
            }
            case Repository.Text.Read read -> {
                Optional<JsonNode> settings = JsonText.read(read.text());
                if (settings.isEmpty()) {
                    evidence.bad(file + " is no JSON, so its hooks do not run");
                    return true;
                }
                product.off().stream()
                        .filter(off -> settings.get().at(off).asBoolean())
                        .forEach(off -> evidence.bad(file + " turns hooks off: " + off));
                List<HookEntry> asking =
                        HookEntry.of(settings.get(), product.event()).stream()
                                .filter(HookEntry::asksCountersign)
                                .toList();
                asking.forEach(hook -> judge(product, hook, place(file, read), evidence));
                return !asking.isEmpty();
            }
        }
    }

    private static String place(String file, Repository.Text.Read read) {
        String sign = read.text().contains("countersign-hook") ? "countersign-hook" : "/v1/hooks/";
        return file + ":" + read.lineOf(sign);
    }

    private static void judge(
            AgentProduct product, HookEntry hook, String place, Evidence evidence) {
        List<String> flaws = hook.flaws(product);
        if (flaws.isEmpty()) {
            evidence.good("%s: %s asks before each tool".formatted(place, product.title()));
        } else {
            flaws.forEach(flaw -> evidence.bad("%s: the hook %s".formatted(place, flaw)));
        }
    }

    /** Whether the service says that a hook of the agent has reported lately. */
    private static boolean reports(Launch launch, Evidence evidence) {
        if (launch.agent().isEmpty()) {
            return false;
        }
        String agent = launch.agent().get();
        return switch (launch.services().sessions()) {
            case Registry.Known.Unknown unknown -> false;
            case Registry.Known.Entries sessions -> {
                Optional<JsonNode> lately =
                        sessions.all().stream()
                                .filter(one -> one.path("agent_name").asText().equals(agent))
                                .filter(one -> beganLately(one, launch.now()))
                                .findFirst();
                lately.ifPresentOrElse(
                        one ->
                                evidence.good(
                                        "%s reported by its hook, a session since %s"
                                                .formatted(agent, one.path("started_at").asText())),
                        () ->
                                evidence.bad(
                                        "no hook of %s has reported for a week".formatted(agent)));
                yield lately.isPresent();
            }
        };
    }

    private static boolean beganLately(JsonNode session, Instant now) {
        return RegistryEntry.instant(session.path("started_at"))
                .filter(started -> started.isAfter(now.minus(LATELY)))
                .isPresent();
    }
}
