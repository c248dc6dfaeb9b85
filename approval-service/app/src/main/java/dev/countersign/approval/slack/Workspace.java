package dev.countersign.approval.slack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Slack workspace that is connected, with everything needed to talk to it. */
record Workspace(
        Secret botToken,
        List<Secret> signingSecrets,
        String teamId,
        String appId,
        String channel,
        URI apiUrl,
        Optional<URI> proxyUrl) {

    /**
     * Empty if Slack is not configured.
     *
     * @throws IllegalStateException if it is configured in part, naming what is missing
     */
    static Optional<Workspace> of(SlackSettings settings) {
        Map<String, Optional<?>> required =
                new TreeMap<>(
                        Map.of(
                                "countersign.slack.bot-token", settings.botToken(),
                                "countersign.slack.signing-secret", settings.signingSecret(),
                                "countersign.slack.team-id", settings.teamId(),
                                "countersign.slack.app-id", settings.appId(),
                                "countersign.slack.channel", settings.channel()));
        List<String> missing =
                required.entrySet().stream()
                        .filter(key -> key.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        if (missing.size() == required.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "Slack is configured in part. Missing: %s. Set them, or unset the others."
                            .formatted(String.join(", ", missing)));
        }
        return Optional.of(
                new Workspace(
                        settings.botToken().orElseThrow(),
                        settings.signingSecret().orElseThrow(),
                        settings.teamId().orElseThrow(),
                        settings.appId().orElseThrow(),
                        settings.channel().orElseThrow(),
                        withSlash(settings.apiUrl()),
                        settings.proxyUrl()));
    }

    private static URI withSlash(URI url) {
        return url.toString().endsWith("/") ? url : URI.create(url + "/");
    }
}
