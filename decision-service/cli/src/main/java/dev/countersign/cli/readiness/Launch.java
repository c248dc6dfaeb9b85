package dev.countersign.cli.readiness;

import java.time.Instant;
import java.util.Optional;

/**
 * What is about to be launched.
 *
 * @param agent the registered name
 * @param services what the services say
 * @param now when it is looked at
 */
public record Launch(
        Repository repository,
        LocalPolicy policy,
        Optional<String> agent,
        Registry services,
        Instant now) {

    /**
     * @param named the agent; where nobody names it, the one that the policy alone is for
     */
    public static Launch of(
            Repository repository, Optional<String> named, Services services, Instant now) {
        LocalPolicy policy = LocalPolicy.of(repository);
        return new Launch(
                repository, policy, named.or(policy::onlyAgent), new Registry(services), now);
    }
}
