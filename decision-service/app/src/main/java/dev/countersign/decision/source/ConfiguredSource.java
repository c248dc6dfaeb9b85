package dev.countersign.decision.source;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The repository that policies are taken from, if one is configured. Wrong settings stop the start.
 */
@Startup
@ApplicationScoped
class ConfiguredSource {

    private final Optional<LookAtRemote> looking;
    private final Optional<WebhookSecret> webhookSecret;

    ConfiguredSource(
            GitSettings settings,
            Positions positions,
            TakeCommit taking,
            ReportNotTaken reporting) {
        this.looking =
                mirror(settings)
                        .map(mirror -> new LookAtRemote(mirror, positions, taking, reporting));
        this.webhookSecret =
                Secret.of(
                                "countersign.policy.git.webhook-secret",
                                settings.webhookSecret(),
                                settings.webhookSecretFile())
                        .map(WebhookSecret::new);
    }

    static Optional<Mirror> mirror(GitSettings settings) {
        Optional<Secret> token =
                Secret.of("countersign.policy.git.token", settings.token(), settings.tokenFile());
        return settings.url()
                .map(url -> Remote.of(url, settings.branch(), settings.path(), token))
                .map(
                        remote ->
                                new Mirror(
                                        remote,
                                        token.map(one -> new Mirror.Login(settings.user(), one))));
    }

    Optional<LookAtRemote> looking() {
        return looking;
    }

    /**
     * @throws Refused NO_SOURCE
     */
    LookAtRemote require() {
        return looking.orElseThrow(ConfiguredSource::none);
    }

    /**
     * @throws Refused NO_SOURCE if there is no source, or no secret by which its host is known
     */
    WebhookSecret requireWebhook() {
        require();
        return webhookSecret.orElseThrow(ConfiguredSource::none);
    }

    @PreDestroy
    void close() {
        looking.ifPresent(LookAtRemote::close);
    }

    private static Refused none() {
        return new Refused(
                DecisionError.NO_SOURCE, "No repository is configured for what was asked.");
    }
}
