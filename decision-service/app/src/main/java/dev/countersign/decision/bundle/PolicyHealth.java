package dev.countersign.decision.bundle;

import dev.countersign.decision.bundle.LastGood.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says what of the policies could not be loaded. Down only before anything was read: a service that
 * is taken out of rotation denies everything, and this one denies what is dangerous.
 */
@Readiness
@ApplicationScoped
class PolicyHealth implements HealthCheck {

    private final Policies policies;
    private final PolicyLoader loader;

    PolicyHealth(Policies policies, PolicyLoader loader, MeterRegistry meters) {
        this.policies = policies;
        this.loader = loader;
        meters.gauge("countersign.policy.not_loaded", loader, one -> one.problems().size());
    }

    @Override
    public HealthCheckResponse call() {
        List<Problem> problems = loader.problems();
        HealthCheckResponseBuilder policy =
                HealthCheckResponse.named("policy").status(policies.everRead());
        if (problems.isEmpty()) {
            return policy.withData("state", policies.isStale() ? "stale" : "loaded").build();
        }
        return policy.withData("state", "degraded")
                .withData("not_loaded", problems.size())
                .withData("problem", describe(problems.getFirst()))
                .build();
    }

    private static String describe(Problem problem) {
        return "%s for %s: %s".formatted(problem.policy(), problem.scope(), problem.consequence());
    }
}
