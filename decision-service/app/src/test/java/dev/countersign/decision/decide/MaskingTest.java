package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MaskingTest {

    private final Masking masking = new Masking(List.of("input.*pin*"));

    static Stream<Arguments> secrets() {
        return Stream.of(
                argumentSet(
                        "AWS key id", "aws s3 ls # AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
                argumentSet(
                        "AWS secret",
                        "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "wJalrXUtnFEMI"),
                argumentSet(
                        "GitHub token",
                        "git clone https://x:ghp_abcdefghijklmnopqrstuvwxyz0123456789@github.com/a/b",
                        "ghp_abc"),
                argumentSet(
                        "Slack token",
                        "curl -d token=xoxb-1234567890-abcdefghij https://slack.com/api",
                        "xoxb-"),
                argumentSet(
                        "Slack webhook",
                        "curl https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
                        "T00000000/B0"),
                argumentSet(
                        "JWT",
                        "echo eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
                        "eyJhbGci"),
                argumentSet(
                        "PEM",
                        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA75\nabc\n-----END RSA PRIVATE KEY-----\n",
                        "MIIEpAIBAAKCAQEA75"),
                argumentSet(
                        "PEM cut off", "-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA75", "MIIEpA"),
                argumentSet("assignment", "password=hunter2 make", "hunter2"),
                argumentSet("quoted assignment", "DB_PASSWORD='hunter two' make", "hunter two"),
                argumentSet("option", "mysql --password hunter2 -e 'select 1'", "hunter2"),
                argumentSet("option with =", "mysql --password=hunter2", "hunter2"),
                argumentSet("environment", "FOO_TOKEN=abc123 npm publish", "abc123"),
                argumentSet("userinfo", "psql postgres://app:s3cr3t@db.internal/app", "s3cr3t"),
                argumentSet("header", "curl -H 'Authorization: Bearer abcdef'", "abcdef"),
                argumentSet("JSON", "{\"api_key\": \"abc123\"}", "abc123"),
                argumentSet("YAML", "client_secret: abc123\n", "abc123"),
                argumentSet(
                        "random text",
                        "echo Zk3jQ9xT7vB2mN8pL4wR6yH1cF5dG0sA",
                        "Zk3jQ9xT7vB2mN8pL4wR6yH1cF5dG0sA"),
                argumentSet("our own key", "export K=csk_AbCdEfGhIjKlMnOpQrStUvWx", "csk_AbC"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void takes_secrets_out(String text, String secret) {
        assertThat(masking.text(text)).doesNotContain(secret).contains(Masking.MASK);
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                argumentSet("command", "git commit -m 'rotate the token of the deploy bot'"),
                argumentSet("commit", "git show 1b88b23f0c9e4f5a6b7c8d9e0f1a2b3c4d5e6f70"),
                argumentSet(
                        "digest",
                        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                argumentSet(
                        "path",
                        "/home/dev/.claude/projects/-home-dev-acme-app/src/main/java/Main.java"),
                argumentSet(
                        "variable", "curl -H \"Authorization: $AUTH\" --password \"$DB_PASSWORD\""),
                argumentSet("uuid", "5b0f6c1e-8a2d-4a77-9c55-2f6f0d3f9a10"),
                argumentSet("words", "the_quick_brown_fox_jumps_over_the_lazy_dog_again"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void leaves_the_rest_alone(String text) {
        assertThat(masking.text(text)).isEqualTo(text);
    }

    @Test
    void masks_by_the_name_of_a_field_at_any_depth() {
        Map<String, Object> masked =
                masking.mask(
                        Map.of(
                                "auth",
                                Map.of("password", "x", "user", "dave"),
                                "steps",
                                List.of(Map.of("apiKey", "y")),
                                "my_pin_code",
                                1234,
                                "max_tokens",
                                4096));

        assertThat(masked)
                .isEqualTo(
                        Map.of(
                                "auth",
                                Map.of("password", Masking.MASK, "user", "dave"),
                                "steps",
                                List.of(Map.of("apiKey", Masking.MASK)),
                                "my_pin_code",
                                Masking.MASK,
                                "max_tokens",
                                4096));
    }
}
