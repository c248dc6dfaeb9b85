package dev.countersign.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes policies over HTTP and refuses what decision-service refuses; says what it is told to. */
public final class FakePolicies implements AutoCloseable {

    public static final String TOKEN = "erins.token";

    /** What decision-service has, and the method of each. */
    private static final Pattern CALLS =
            Pattern.compile(
                    "GET /v1/policies(/(active|suggestions|pol_\\w+))?"
                            + "|POST /v1/policies(/simulate|/pol_\\w+/(activate|decline))?"
                            + "|DELETE /v1/policies/pol_\\w+/activation");

    private final HttpServer server;
    private final Map<String, Reply> replies = new HashMap<>();
    public final List<String> calls = new ArrayList<>();
    public final List<String> bodies = new ArrayList<>();

    private record Reply(int status, String body) {}

    public FakePolicies() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Map<String, String> environment() {
        return Map.of(Connection.URL, url(), Connection.TOKEN, TOKEN);
    }

    /**
     * @param path of every call to it, or of those with one method: {@code GET /v1/policies}
     */
    public void replies(String path, int status, String body) {
        replies.put(path, new Reply(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String uri = exchange.getRequestURI().toString();
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        calls.add(exchange.getRequestMethod() + " " + uri + " " + type);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Reply reply = reply(exchange, uri, type);
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Reply reply(HttpExchange exchange, String uri, String type) {
        String path = exchange.getRequestURI().getPath();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return problem(
                    401,
                    "The call carries no valid credentials.",
                    "No valid credentials were sent.",
                    "Send 'Authorization: Bearer …' with a key or token that is not expired or revoked.");
        }
        String call = exchange.getRequestMethod() + " " + path;
        if (!CALLS.matcher(call).matches()) {
            return problem(404, "There is nothing at this address.", "Nothing is at " + uri, "");
        }
        if (call.equals("POST /v1/policies")
                && !List.of("application/yaml", "application/vnd.countersign.policy-bundle+json")
                        .contains(type)) {
            return problem(415, "This call does not take that media type.", type, "");
        }
        return replies.getOrDefault(call, replies.getOrDefault(path, new Reply(500, "")));
    }

    private static Reply problem(int status, String title, String detail, String next) {
        return new Reply(
                status,
                "{\"type\":\"urn:x\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"next\":\"%s\",\"details\":{}}"
                        .formatted(title, status, detail, next));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
