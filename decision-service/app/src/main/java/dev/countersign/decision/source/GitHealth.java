package dev.countersign.decision.source;

import dev.countersign.decision.api.GitProblemView;
import dev.countersign.decision.source.Position.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says whether the source is taken. Never down: what was in force before stays. */
@Readiness
@ApplicationScoped
class GitHealth implements HealthCheck {

    private final ConfiguredSource source;

    GitHealth(ConfiguredSource source, MeterRegistry meters) {
        this.source = source;
        meters.gauge(
                "countersign.policy.not_taken", this, one -> one.problem().isPresent() ? 1 : 0);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder git = HealthCheckResponse.named("policy-git").up();
        if (source.looking().isEmpty()) {
            return git.withData("state", "off").build();
        }
        position()
                .flatMap(Position::taken)
                .map(Taken::commit)
                .ifPresent(commit -> git.withData("commit", commit));
        problem()
                .ifPresentOrElse(
                        one ->
                                git.withData("state", "degraded")
                                        .withData("problem", one.code())
                                        .withData("since", one.since().toString()),
                        () -> git.withData("state", "taken"));
        return git.build();
    }

    private Optional<GitProblemView> problem() {
        return position().flatMap(Position::problem);
    }

    private Optional<Position> position() {
        return source.looking().map(LookAtRemote::known);
    }
}
