package dev.countersign.policy.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "DB_PASS",
                "MYPWD",
                "PGPASSWORD",
                "MYSQL_PWD",
                "SSHPASS",
                "dbPassword2",
                "user.passphrase",
                "--password",
                "-storepass",
                "PASSWORD_CONFIRMATION",
                "DB_PASSWORD_EU",
                "adminPasswd",
                "pw"
            })
    void names_a_password(String name) {
        assertThat(SecretName.of(name)).contains(SecretName.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_KEY",
                "apiKey",
                "apikey",
                "X-Api-Key",
                "AWS_SECRET_ACCESS_KEY",
                "client-secret",
                "GITHUB_TOKEN",
                "GITHUB_PAT",
                "TOKEN_GITHUB",
                "SECRET_KEY_BASE",
                "//registry.npmjs.org/:_authToken",
                "Authorization",
                "Proxy-Authorization",
                "Set-Cookie",
                "privateKey",
                "GOOGLE_CREDENTIALS",
                "NPM_AUTH",
                "PRIVATE-TOKEN"
            })
    void names_a_token(String name) {
        assertThat(SecretName.of(name)).contains(SecretName.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME_KEY", "stripeKey", "auth", "REDISCLI_OAUTH"})
    void names_what_may_be_a_secret(String name) {
        assertThat(SecretName.of(name)).contains(SecretName.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "PWD",
                "OLDPWD",
                "pwd",
                "KEYBOARD",
                "MONKEY",
                "key",
                "keys",
                "primaryKey",
                "PUBLIC_KEY",
                "CACHE_KEY",
                "partition_key",
                "BYPASS",
                "compass",
                "PASSWORD_FILE",
                "TOKEN_URL",
                "SECRET_NAME",
                "--secret-id",
                "--password-stdin",
                "max_tokens",
                "token_count",
                "tokenizer",
                "next_token",
                "author",
                "AUTHOR",
                "passenger",
                "pass_rate",
                "path",
                "secretary",
                "keyboardType",
                "password_reset_url",
                "--show-secret",
                "GIT_ASKPASS"
            })
    void names_no_secret(String name) {
        assertThat(SecretName.of(name)).isEmpty();
    }
}
