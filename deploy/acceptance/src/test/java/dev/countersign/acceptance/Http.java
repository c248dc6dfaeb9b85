package dev.countersign.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Plain calls as any client makes them, by nothing but the outside contract. */
final class Http {

    record Answer(int status, JsonNode body, String text) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private Http() {}

    static Answer get(String url, String bearer) {
        return await(request(url, bearer).GET().build());
    }

    /** Whether a service says of itself that it is ready; asked as a stranger. */
    static boolean ready(int port) {
        String url = Deployed.url(port, "/q/health/ready");
        return await(HttpRequest.newBuilder(URI.create(url)).build()).status() == 200;
    }

    static Answer post(String url, String bearer, String body) {
        return await(posting(url, bearer, body));
    }

    /** Sends now, answers when the answer comes. */
    static CompletableFuture<Answer> postHeld(String url, String bearer, String body) {
        return CLIENT.sendAsync(posting(url, bearer, body), HttpResponse.BodyHandlers.ofString())
                .thenApply(Http::answer);
    }

    private record Token(String text, long until) {
        boolean fresh() {
            return System.nanoTime() < until;
        }
    }

    /**
     * A person's token through the demo realm's direct grant, one sign-in at a time: Keycloak takes
     * several at once for an attack.
     */
    static String token(String user) {
        return TOKENS.compute(
                        user,
                        (name, known) -> known != null && known.fresh() ? known : signIn(name))
                .text();
    }

    private static Token signIn(String user) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        Deployed.url(
                                                Deployed.KEYCLOAK,
                                                "/realms/countersign/protocol/openid-connect/token")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=password&client_id=agent-policy&username=%s&password=%s"
                                                .formatted(user, user)))
                        .build();
        String token = await(request).body().path("access_token").asText();
        return new Token(token, System.nanoTime() + Duration.ofMinutes(2).toNanos());
    }

    private static HttpRequest posting(String url, String bearer, String body) {
        String type = body.startsWith("{") ? "application/json" : "application/yaml";
        return request(url, bearer)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder request(String url, String bearer) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + bearer);
    }

    private static Answer await(HttpRequest request) {
        try {
            return answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        String text = response.body();
        try {
            return new Answer(
                    response.statusCode(),
                    text.startsWith("{") || text.startsWith("[")
                            ? JSON.readTree(text)
                            : JSON.createObjectNode(),
                    text);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
