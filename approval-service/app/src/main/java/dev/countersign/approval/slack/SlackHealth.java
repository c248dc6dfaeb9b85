package dev.countersign.approval.slack;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether cards are behind because of Slack. Always up: the queue works without Slack, and a
 * service that is taken out of rotation helps nobody.
 */
@Readiness
@ApplicationScoped
class SlackHealth implements HealthCheck {

    private final SlackConnection connection;

    SlackHealth(SlackConnection connection) {
        this.connection = connection;
    }

    @Override
    @Transactional
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder slack = HealthCheckResponse.named("slack").up();
        if (connection.workspace().isEmpty()) {
            return slack.withData("state", "off").build();
        }
        List<SlackCard> behind = SlackCard.inTrouble();
        if (behind.isEmpty()) {
            return slack.withData("state", "connected").build();
        }
        return slack.withData("state", "degraded")
                .withData("cards_behind", behind.size())
                .withData("problem", String.valueOf(behind.getLast().problem))
                .build();
    }
}
