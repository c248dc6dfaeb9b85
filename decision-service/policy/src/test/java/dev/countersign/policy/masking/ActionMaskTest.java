package dev.countersign.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.secret.MadeUp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActionMaskTest {

    private final ActionMask mask = new ActionMask(Masker.shipped(), List.of("input.*pin*"));

    static Stream<Arguments> fields() {
        return Stream.of(
                argumentSet(
                        "by name, at any depth",
                        Map.of("auth", Map.of("password", "x", "user", "dave")),
                        Map.of("auth", Map.of("password", "‹masked›", "user", "dave"))),
                argumentSet(
                        "numbers by name",
                        Map.of("password", 1234, "max_tokens", 4096),
                        Map.of("password", "‹masked›", "max_tokens", 4096)),
                argumentSet(
                        "what the policy names",
                        Map.of(
                                "my_Pin_code",
                                1234,
                                "steps",
                                List.of(Map.of("pin", Map.of("a", 1)))),
                        Map.of(
                                "my_Pin_code",
                                "‹masked›",
                                "steps",
                                List.of(Map.of("pin", "‹masked›")))),
                argumentSet(
                        "a list under such a name",
                        Map.of(
                                "apiKeys",
                                List.of("a"),
                                "tokens",
                                List.of("b"),
                                "api_key",
                                List.of("c")),
                        Map.of(
                                "apiKeys",
                                List.of("a"),
                                "tokens",
                                List.of("b"),
                                "api_key",
                                List.of("‹masked›"))),
                argumentSet(
                        "a map of secrets",
                        Map.of("secrets", Map.of("DB", "hunter2")),
                        Map.of("secrets", Map.of("DB", "‹masked›"))),
                argumentSet(
                        "a name and its value",
                        Map.of("variables", List.of(Map.of("name", "DB_PASS", "value", "hunter2"))),
                        Map.of(
                                "variables",
                                List.of(Map.of("name", "DB_PASS", "value", "‹masked›")))),
                argumentSet(
                        "a header and its value",
                        Map.of("headers", Map.of("Authorization", "abc", "Accept", "text/html")),
                        Map.of(
                                "headers",
                                Map.of("Authorization", "‹masked›", "Accept", "text/html"))),
                argumentSet(
                        "a program and its arguments",
                        Map.of("command", "mysql", "args", List.of("-u", "root", "-phunter2")),
                        Map.of("command", "mysql", "args", List.of("-u", "root", "-p‹masked›"))),
                argumentSet(
                        "a command as a list",
                        Map.of("exec", List.of("curl", "-u", "me:hunter2", "x")),
                        Map.of("exec", List.of("curl", "-u", "me:‹masked›", "x"))),
                argumentSet(
                        "a command",
                        Map.of("command", "sshpass -p hunter2 ssh h"),
                        Map.of("command", "sshpass -p ‹masked› ssh h")),
                argumentSet(
                        "the content of a file",
                        Map.of("file_path", "/app/.env", "content", "A=b\nsecret = hunter\n"),
                        Map.of("file_path", "/app/.env", "content", "A=b\nsecret = ‹masked›\n")),
                argumentSet(
                        "text in any field",
                        Map.of("note", "Cookie: a=b"),
                        Map.of("note", "Cookie: ‹masked›")),
                argumentSet(
                        "references and switches stay",
                        Map.of("password", "$DB_PASS", "token", "", "secret", true, "auth", "none"),
                        Map.of(
                                "password",
                                "$DB_PASS",
                                "token",
                                "",
                                "secret",
                                true,
                                "auth",
                                "none")),
                argumentSet(
                        "ordinary fields stay",
                        Map.of(
                                "key",
                                "ABC-1",
                                "path",
                                "/a",
                                "primaryKey",
                                "id",
                                "page_token",
                                "abc"),
                        Map.of(
                                "key",
                                "ABC-1",
                                "path",
                                "/a",
                                "primaryKey",
                                "id",
                                "page_token",
                                "abc")));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void masks_fields(Map<String, Object> fields, Map<String, Object> masked) {
        assertThat(mask.fields(fields)).isEqualTo(masked);
    }

    @Test
    void names_of_fields_are_masked_and_none_gets_lost() {
        Map<String, Object> masked =
                mask.fields(
                        Map.of(
                                MadeUp.text("ghp_{alnum:36}"), 1,
                                MadeUp.text("ghp_{alnum:37}"), 2));

        assertThat(masked.keySet())
                .containsExactlyInAnyOrder("‹masked:github-token›", "‹masked:github-token› (2)");
    }

    @Test
    void null_and_NUL_are_bearable() {
        var fields = new java.util.HashMap<String, Object>();
        fields.put("a", null);
        fields.put("list", new ArrayList<>(Arrays.asList("x", null)));
        fields.put("text", "a\0b");

        assertThat(mask.fields(fields))
                .isEqualTo(Map.of("list", Arrays.asList("x", null), "text", "a\uFFFDb"));
    }

    @Test
    void what_was_made_of_the_action_hides_its_secrets_too() {
        mask.fields(Map.of("command", "echo hunter2 | docker login -u me --password-stdin"));

        assertThat(mask.text("Runs echo hunter2 and docker login"))
                .isEqualTo("Runs echo ‹masked› and docker login");
    }

    @Test
    void a_short_secret_blots_out_nothing_else() {
        mask.fields(Map.of("command", "mysql -proot && rm -rf /root/x"));

        assertThat(mask.text("Deletes everything in /root/x"))
                .isEqualTo("Deletes everything in /root/x");
    }
}
