package dev.countersign.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One of the services as somebody with a token sees it.
 *
 * @param url base address
 * @param token an access token or an agent's key
 */
record Api(String url, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration HELD = Duration.ofMinutes(15);

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    record Answer(int status, JsonNode body) {
        boolean succeeded() {
            return status / 100 == 2;
        }

        /** The body, or a failure that says what the service objected to. */
        JsonNode orFail(String what) {
            if (succeeded()) {
                return body;
            }
            throw new PlatformFailure(what + " was answered with " + status + ": " + body);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path, QUICK).GET().build());
    }

    Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(posting(path, "application/json", body.toString(), QUICK));
    }

    Answer post(String path, String type, String body) throws IOException, InterruptedException {
        return send(posting(path, type, body, QUICK));
    }

    /** Posts what may be held for minutes; the answer comes when it comes. */
    CompletableFuture<Answer> postHeld(String path, JsonNode body) {
        return HTTP.sendAsync(
                        posting(path, "application/json", body.toString(), HELD),
                        BodyHandlers.ofString())
                .thenApply(Api::answer);
    }

    private HttpRequest posting(String path, String type, String body, Duration timeout) {
        return request(path, timeout)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return answer(HTTP.send(request, BodyHandlers.ofString()));
        } catch (ConnectException e) {
            throw new PlatformFailure(
                    "Nothing answers at " + request.uri() + ". Is the platform up? ./deploy/up", e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        String text = response.body();
        try {
            return new Answer(response.statusCode(), JSON.readTree(text));
        } catch (JsonProcessingException notJson) {
            return new Answer(response.statusCode(), TextNode.valueOf(text));
        }
    }
}
