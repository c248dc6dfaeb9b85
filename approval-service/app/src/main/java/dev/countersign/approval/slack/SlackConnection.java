package dev.countersign.approval.slack;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether Slack is connected, decided once at the start: a half configuration stops it. */
@Startup
@Singleton
class SlackConnection {

    private final Optional<Workspace> workspace;
    private final Optional<SlackGateway> gateway;

    SlackConnection(SlackSettings settings) {
        workspace = Workspace.of(settings);
        gateway = workspace.map(SlackGateway::new);
    }

    Optional<Workspace> workspace() {
        return workspace;
    }

    /** For what only runs while Slack is connected. */
    Workspace connected() {
        return workspace.orElseThrow();
    }

    SlackGateway slack() {
        return gateway.orElseThrow();
    }
}
