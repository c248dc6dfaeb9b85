package dev.countersign.cli.checklist;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** All three services at one address; they only answer questions, and not those of strangers. */
final class FakeServices implements AutoCloseable {
    private static final String TOKEN = "carols.token";

    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();

    FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void says(String path, String json) {
        answers.put(path, json);
    }

    void refuses(String path) {
        answers.remove(path);
    }

    Map<String, String> environment() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "COUNTERSIGN_URL", url,
                "COUNTERSIGN_APPROVAL_URL", url,
                "COUNTERSIGN_AUDIT_URL", url,
                "COUNTERSIGN_TOKEN", TOKEN);
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean known =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String json = answers.get(exchange.getRequestURI().getPath());
        boolean asked = exchange.getRequestMethod().equals("GET");
        byte[] body = (json == null ? "{\"title\":\"no\"}" : json).getBytes(UTF_8);
        exchange.sendResponseHeaders(
                !known ? 401 : !asked ? 405 : json == null ? 403 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
