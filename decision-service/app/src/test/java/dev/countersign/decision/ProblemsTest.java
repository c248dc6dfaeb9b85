package dev.countersign.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.decision.Demo.Answer;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused is refused in whole sentences of ours, whoever refuses it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class ProblemsTest {

    @ParameterizedTest
    @MethodSource
    void what_does_not_fit_is_named(
            String method, String path, String[] headers, String body, int status, String detail) {
        Answer answer =
                Demo.send(
                        Demo.request(path, Demo.token("erin"))
                                .headers(headers)
                                .method(method, BodyPublishers.ofString(body)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("detail").asText()).isEqualTo(detail);
        assertThat(answer.json().path("next").asText()).isNotBlank();
    }

    static Stream<Arguments> what_does_not_fit_is_named() {
        String[] json = {"Content-Type", "application/json"};
        return Stream.of(
                argumentSet(
                        "a limit that is no number",
                        "GET",
                        "/v1/sessions?limit=abc",
                        json,
                        "",
                        400,
                        "'limit' takes a whole number, and 'abc' is none."),
                argumentSet(
                        "a limit beyond all numbers",
                        "GET",
                        "/v1/sessions?limit=99999999999",
                        json,
                        "",
                        400,
                        "'limit' takes a whole number, and '99999999999' is none."),
                argumentSet(
                        "a limit out of range",
                        "GET",
                        "/v1/sessions?limit=0",
                        json,
                        "",
                        400,
                        "'limit' takes 1 to 200."),
                argumentSet(
                        "a state that does not exist",
                        "GET",
                        "/v1/sessions?state=asleep",
                        json,
                        "",
                        400,
                        "'state' takes one of ACTIVE, ENDED, KILLED, and 'asleep' is none."),
                argumentSet(
                        "an identifier of another kind",
                        "GET",
                        "/v1/agents/nope",
                        json,
                        "",
                        404,
                        "Nothing is at /v1/agents/nope."),
                argumentSet(
                        "an address that does not exist",
                        "GET",
                        "/v1/nothing",
                        json,
                        "",
                        404,
                        "Nothing is at /v1/nothing."),
                argumentSet(
                        "a method that it does not take",
                        "DELETE",
                        "/v1/sessions",
                        json,
                        "",
                        405,
                        "/v1/sessions does not take DELETE."),
                argumentSet(
                        "a body of another type",
                        "POST",
                        "/v1/agents",
                        new String[] {"Content-Type", "text/plain"},
                        "x",
                        415,
                        "/v1/agents does not take a body that is sent as 'text/plain'."),
                argumentSet(
                        "a body of no type",
                        "POST",
                        "/v1/agents",
                        new String[] {"Content-Type", "garbage"},
                        "x",
                        415,
                        "/v1/agents does not take a body that is sent as 'garbage'."),
                argumentSet(
                        "an answer of another type",
                        "GET",
                        "/v1/agents",
                        new String[] {"Accept", "text/html"},
                        "",
                        406,
                        "/v1/agents does not answer as 'text/html'."),
                argumentSet(
                        "JSON of another form",
                        "POST",
                        "/v1/agents",
                        json,
                        "[]",
                        400,
                        "The body is JSON of another form (line 1, column 1)."),
                argumentSet(
                        "no body for an agent",
                        "POST",
                        "/v1/agents",
                        json,
                        "",
                        400,
                        "'name' takes 1 to 100 letters, digits and . _ - and begins with a letter or digit."),
                argumentSet(
                        "no body for an explanation",
                        "POST",
                        "/v1/explain",
                        json,
                        "null",
                        400,
                        "'tool' is needed."),
                argumentSet(
                        "no body for the kill switch",
                        "POST",
                        "/v1/sessions/ses_01kahd2x5j7e1v3qz8s9tbcdfg/kill",
                        json,
                        "",
                        400,
                        "'reason' is needed."),
                argumentSet(
                        "a null character in a reason",
                        "POST",
                        "/v1/sessions/ses_01kahd2x5j7e1v3qz8s9tbcdfg/kill",
                        json,
                        "{\"reason\":\"stop\\u0000it\"}",
                        400,
                        "'reason' holds a null character or half a surrogate pair."),
                argumentSet(
                        "a null character in a policy's name",
                        "POST",
                        "/v1/policies",
                        new String[] {"Content-Type", "application/yaml"},
                        "version: \"2.1\"\nmetadata: {name: \"a\\0b\"}\n",
                        400,
                        "'a\ufffdb' holds a control character; no name does."));
    }

    @Test
    void names_of_a_call_that_cannot_be_kept() {
        Demo agent = Demo.withoutPolicy();
        String order =
                "{\"session\":\"SS\",\"tool\":\"TT\",\"input\":{},\"cwd\":\"CC\",\"client\":\"KK\",\"subagent\":\"UU\",\"call\":\"LL\"}";
        String result =
                "{\"session\":\"SS\",\"tool\":\"TT\",\"call\":\"LL\",\"succeeded\":true,\"output\":{}}";

        assertUnstorable(agent, "/v1/decisions", order, "SS", "session");
        assertUnstorable(agent, "/v1/decisions", order, "TT", "tool");
        assertUnstorable(agent, "/v1/decisions", order, "CC", "cwd");
        assertUnstorable(agent, "/v1/decisions", order, "KK", "client");
        assertUnstorable(agent, "/v1/decisions", order, "UU", "subagent");
        assertUnstorable(agent, "/v1/decisions", order, "LL", "call");
        assertUnstorable(agent, "/v1/results", result, "SS", "session");
        assertUnstorable(agent, "/v1/results", result, "TT", "tool");
        assertUnstorable(agent, "/v1/results", result, "LL", "call");
    }

    private static void assertUnstorable(
            Demo agent, String path, String order, String name, String field) {
        Answer answer = Demo.post(path, agent.key(), order.replace(name, "x\\u0000y"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo(
                        "'%s' holds a null character or half a surrogate pair.".formatted(field));
    }

    @Test
    void a_body_that_is_too_large_whether_it_says_so_or_not() {
        byte[] file = "x".repeat(15_000_000).getBytes(StandardCharsets.UTF_8);

        assertTooLarge(BodyPublishers.ofByteArray(file));
        assertTooLarge(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)));
    }

    private static void assertTooLarge(BodyPublisher body) {
        HttpRequest.Builder upload =
                Demo.request("/v1/policies", Demo.token("erin"))
                        .header("Content-Type", "application/yaml")
                        .POST(body);

        Answer answer = Demo.send(upload);

        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.json().path("code").asText()).isEqualTo("TOO_LARGE");
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("At most 4,194,304 bytes are read.");
    }
}
