package dev.countersign.decision.decide;

import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.Requirement;
import dev.countersign.decision.bundle.Judgement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;

/** Whether the call is still the one that people saw, and asks for no more than they approved. */
final class Objection {

    private Objection() {}

    /**
     * @param exact false if the judgement was made of the masked arguments
     * @return why the approval is not enough any more
     */
    static Optional<String> to(Judgement now, Held held, boolean exact) {
        return now.filesDigest().equals(held.filesDigest())
                ? ofPolicy(now, held, exact).map(why -> "the policy has changed since: " + why)
                : Optional.of(
                        "a file that it runs or reads was written anew after people were asked.");
    }

    private static Optional<String> ofPolicy(Judgement now, Held held, boolean exact) {
        String version = now.verdict().policyVersion();
        if (!exact && !version.equals(held.order().policyVersion())) {
            return Optional.of("the call must be judged again by policy " + version + ".");
        }
        return switch (now.effect()) {
            case ALLOW, WARN -> Optional.empty();
            case DENY, KILL -> Optional.of(now.verdict().reason());
            case REQUIRE_APPROVAL ->
                    covers(held.order().requirement(), now.requirement().orElseThrow())
                            ? Optional.empty()
                            : Optional.of("it asks for other people or more of them now.");
        };
    }

    /** Every panel that is wanted now was asked then, and no more easily. */
    private static boolean covers(Requirement given, Requirement wanted) {
        return (given.stepUp() || !wanted.stepUp())
                && wanted.panels().stream()
                        .allMatch(
                                now ->
                                        given.panels().stream()
                                                .anyMatch(then -> covers(then, now, given.ttl())));
    }

    /** Everybody who could approve then could approve now, and as many were asked for. */
    private static boolean covers(Panel given, Panel wanted, Duration ttl) {
        return given.quorum() >= wanted.quorum()
                && new HashSet<>(wanted.groupsAt(ttl)).containsAll(given.groupsAt(ttl));
    }
}
