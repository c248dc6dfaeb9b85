package dev.countersign.approval.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    private static final Map<String, String> ALL =
            Map.of(
                    "countersign.slack.bot-token", "xoxb-1",
                    "countersign.slack.signing-secret", "new,old",
                    "countersign.slack.team-id", "T1",
                    "countersign.slack.app-id", "A1",
                    "countersign.slack.channel", "C1");

    @Test
    void nothing_configured_is_off() {
        assertThat(Workspace.of(settings(Map.of()))).isEmpty();
    }

    @Test
    void everything_configured_is_on() {
        Workspace workspace = Workspace.of(settings(ALL)).orElseThrow();

        assertThat(workspace.signingSecrets())
                .containsExactly(new Secret("new"), new Secret("old"));
        assertThat(workspace.apiUrl()).hasToString("https://slack.com/api/");
        assertThat(workspace.toString()).doesNotContain("xoxb", "new", "old");
    }

    @Test
    void the_environment_names_the_same_things() {
        SlackSettings settings =
                new SmallRyeConfigBuilder()
                        .withMapping(SlackSettings.class)
                        .withSources(
                                new EnvConfigSource(
                                        Map.of(
                                                "COUNTERSIGN_SLACK_BOT_TOKEN", "xoxb-1",
                                                "COUNTERSIGN_SLACK_SIGNING_SECRET", "secret",
                                                "COUNTERSIGN_SLACK_TEAM_ID", "T1",
                                                "COUNTERSIGN_SLACK_APP_ID", "A1",
                                                "COUNTERSIGN_SLACK_CHANNEL", "C1",
                                                "COUNTERSIGN_SLACK_API_URL", "http://127.0.0.1/api",
                                                "COUNTERSIGN_SLACK_PROXY_URL", ""),
                                        300))
                        .build()
                        .getConfigMapping(SlackSettings.class);

        Workspace workspace = Workspace.of(settings).orElseThrow();

        assertThat(workspace.botToken()).isEqualTo(new Secret("xoxb-1"));
        assertThat(workspace.apiUrl()).hasToString("http://127.0.0.1/api/");
        assertThat(workspace.proxyUrl()).isEmpty();
    }

    @Test
    void a_half_configuration_says_what_is_missing() {
        Map<String, String> half = new HashMap<>(ALL);
        half.remove("countersign.slack.team-id");
        half.remove("countersign.slack.channel");

        assertThatThrownBy(() -> Workspace.of(settings(half)))
                .hasMessage(
                        "Slack is configured in part. Missing: countersign.slack.channel,"
                                + " countersign.slack.team-id. Set them, or unset the others.");
    }

    private static SlackSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(SlackSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(SlackSettings.class);
    }
}
