package dev.countersign.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The running local platform, used as its demo people use it. */
final class Platform {
    static final String DECISION = env("COUNTERSIGN_DECISION_URL", "http://127.0.0.1:8081");
    private static final String KEYCLOAK = env("COUNTERSIGN_KEYCLOAK_URL", "http://127.0.0.1:8180");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Platform() {}

    /** A new agent of dave; its key. */
    static String register() throws Exception {
        String name = "bench-" + Long.toString(System.nanoTime(), 36);
        return field(
                send(
                        request("/v1/agents", "Bearer " + token())
                                .header("Content-Type", "application/json")
                                .POST(
                                        body(
                                                "{\"name\":\"%s\",\"operator\":\"dave\"}"
                                                        .formatted(name)))),
                "key");
    }

    /** The demo's policy owner, whose password is her name. */
    static String token() throws Exception {
        String erin = URLEncoder.encode("erin", StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        KEYCLOAK
                                                + "/realms/countersign/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                body(
                                        "grant_type=password&client_id=agent-policy&username=%s&password=%s"
                                                .formatted(erin, erin)));
        return field(send(request), "access_token");
    }

    static HttpRequest.Builder request(String path, String authorization) {
        return HttpRequest.newBuilder(URI.create(DECISION + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", authorization);
    }

    static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return found.group(1);
    }

    private static String env(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
