package dev.countersign.decision.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);

    /** From GitHub's documentation. */
    private static final String MADE =
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private final WebhookSecret secret =
            new WebhookSecret(new Secret("It's a Secret to Everybody"));

    @Test
    void each_hosts_way_of_saying_it_is_understood() {
        assertThat(isBehind("X-Hub-Signature-256", "sha256=" + MADE)).isTrue();
        assertThat(isBehind("X-Forgejo-Signature", MADE)).isTrue();
        assertThat(isBehind("X-Gitea-Signature", MADE)).isTrue();
        assertThat(isBehind("X-Gitlab-Token", "It's a Secret to Everybody")).isTrue();
    }

    @Test
    void what_the_secret_is_not_behind_is_refused() {
        assertThat(isBehind("X-Hub-Signature-256", "sha256=" + MADE.replace('7', '8'))).isFalse();
        assertThat(isBehind("X-Hub-Signature-256", "")).isFalse();
        assertThat(isBehind("X-Hub-Signature", "sha1=" + MADE)).isFalse();
        assertThat(isBehind("X-Gitlab-Token", "It's a Secret")).isFalse();
        assertThat(isBehind("X-Gitlab-Token", "")).isFalse();
        assertThat(secret.isBehind(Map.of("X-Gitea-Signature", MADE)::get, "Hello".getBytes(UTF_8)))
                .isFalse();
    }

    private boolean isBehind(String header, String value) {
        return secret.isBehind(Map.of(header, value)::get, BODY);
    }
}
