package dev.countersign.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * An audit log in memory that refuses what the real one refuses: no token, another media type, too
 * large, another payload under a known identifier, a sequence that has a gap.
 */
public class FakeLog implements QuarkusTestResourceLifecycleManager {

    enum Mood {
        FINE,
        /** Answers 503 and takes nothing. */
        BUSY,
        /** Takes everything and then fails to answer. */
        FORGETS_TO_ANSWER,
        /** Answers about other events than those that were sent. */
        CONFUSED
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonNode> ENTRIES = new LinkedHashMap<>();
    private static final List<String> REJECTED = new ArrayList<>();
    private static Mood mood = Mood.FINE;
    private static int requests;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/token", e -> answer(e, 200, "{\"access_token\":\"t\"}"));
        server.createContext("/v1/events", FakeLog::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("countersign.audit.url", url, "quarkus.oidc-client.auth-server-url", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    static synchronized void is(Mood now) {
        mood = now;
    }

    static synchronized int requests() {
        return requests;
    }

    static synchronized List<JsonNode> entries() {
        return List.copyOf(ENTRIES.values());
    }

    static synchronized List<String> rejected() {
        return List.copyOf(REJECTED);
    }

    private static synchronized void take(HttpExchange exchange) throws IOException {
        requests++;
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean allowed = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean batch =
                "application/cloudevents-batch+json"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!allowed || !batch || body.length > 4 << 20) {
            answer(exchange, !allowed ? 401 : !batch ? 415 : 413, "{}");
            return;
        }
        switch (mood) {
            case FINE -> answer(exchange, 200, JSON.writeValueAsString(append(body)));
            case BUSY -> answer(exchange, 503, "{}");
            case FORGETS_TO_ANSWER -> {
                append(body);
                exchange.close();
            }
            case CONFUSED -> answer(exchange, 200, "[]");
        }
    }

    private static List<Map<String, Object>> append(byte[] body) throws IOException {
        List<Map<String, Object>> results = new ArrayList<>();
        JsonNode events = JSON.readTree(body);
        if (events.size() > 1_000) {
            throw new IOException("a batch of " + events.size());
        }
        for (JsonNode event : events) {
            results.add(append(event));
        }
        return results;
    }

    private static Map<String, Object> append(JsonNode event) {
        String id = event.required("id").asText();
        JsonNode known = ENTRIES.get(id);
        if (event.required("type").asText().contains("vote-refused")
                || known != null && !known.equals(event)) {
            REJECTED.add(id);
            return Map.of("id", id, "status", "rejected", "reason", "the test says no");
        }
        ENTRIES.putIfAbsent(id, event);
        List<String> ids = List.copyOf(ENTRIES.keySet());
        String status = known == null ? "appended" : "duplicate";
        return Map.of("id", id, "status", status, "index", ids.indexOf(id));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
