package dev.countersign.approval.slack;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Slack is off until all of the first five are set; some of them alone stop the start. */
@ConfigMapping(prefix = "countersign.slack")
public interface SlackSettings {

    /** {@code xoxb-…}, for what we ask of Slack. */
    Optional<Secret> botToken();

    /** What Slack signs its requests with. Two, separated by a comma, while it is rotated. */
    Optional<List<Secret>> signingSecret();

    /** The workspace, {@code T…}. People from any other workspace are refused. */
    Optional<String> teamId();

    /** The app, {@code A…}. What any other app sends is refused. */
    Optional<String> appId();

    /** The channel that cards are posted to, {@code C…}. Being in it grants nothing. */
    Optional<String> channel();

    /** Where Slack's Web API is; ends in a slash. */
    @WithDefault("https://slack.com/api/")
    URI apiUrl();

    /** A proxy on the way to Slack. The environment's proxy variables are not looked at. */
    Optional<URI> proxyUrl();
}
