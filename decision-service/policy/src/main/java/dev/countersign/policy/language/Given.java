package dev.countersign.policy.language;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call that a test or an example of a policy proposes.
 *
 * @param shown how it is called for people
 * @param cwd the working directory; empty means the policy's own folder
 * @param now when it is proposed; without it no calendar can tell
 * @param labels what the session has earned before
 * @param sessionAge how long ago the session began
 * @param actionsInLastMinute how many actions the session has proposed in the last minute, this one
 *     included; 0 when nobody counts
 */
public record Given(
        String shown,
        String tool,
        Map<String, Object> input,
        String cwd,
        Optional<Instant> now,
        Optional<String> agent,
        Optional<Set<String>> groups,
        Optional<String> operator,
        Set<String> labels,
        Optional<Duration> sessionAge,
        int actionsInLastMinute,
        Optional<String> environment,
        Optional<String> branch) {

    /** This, and what it does not say as the defaults have it. */
    Given or(Given defaults) {
        return new Given(
                shown,
                tool,
                input,
                cwd.isEmpty() ? defaults.cwd : cwd,
                now.or(() -> defaults.now),
                agent.or(() -> defaults.agent),
                groups.or(() -> defaults.groups),
                operator.or(() -> defaults.operator),
                labels.isEmpty() ? defaults.labels : labels,
                sessionAge.or(() -> defaults.sessionAge),
                actionsInLastMinute == 0 ? defaults.actionsInLastMinute : actionsInLastMinute,
                environment.or(() -> defaults.environment),
                branch.or(() -> defaults.branch));
    }
}
