package dev.countersign.ui;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.approval.api.ApprovalApi;
import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.Change;
import dev.countersign.approval.api.Review;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.ErrorCode;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.Problem;
import dev.countersign.decision.api.AgentOrder;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import dev.countersign.runtime.WireFormat;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The three services on one port, kept in memory: they speak the same JSON and refuse what the real
 * ones refuse. Only the signature of tokens is not checked.
 */
final class FakeServices implements AutoCloseable {

    /** Who calls, by the token. */
    record Asker(String name, Set<String> roles, Set<String> groups) {
        boolean has(String role) {
            return roles.contains(role);
        }
    }

    final FakeQueue queue = new FakeQueue(this::changed);
    final FakeBypasses bypasses = new FakeBypasses(this::changed);
    final FakeAuditLog log = new FakeAuditLog();
    final FakeRegistry registry = new FakeRegistry();
    final FakePolicies policies = new FakePolicies();

    private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    private final List<BlockingQueue<Change>> streams = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Set<String> away = Set.of();
    private long position;

    FakeServices() throws IOException {
        new WireFormat().customize(json);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Paths that begin with one of these answer as a proxy before a dead service does. */
    void away(String... prefixes) {
        away = Set.of(prefixes);
    }

    void empty() {
        away();
        queue.empty();
        bypasses.empty();
        log.empty();
        registry.empty();
        policies.empty();
    }

    int listeners() {
        return streams.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void changed(String kind, String subject, String status) {
        Change change = new Change(++position, kind, subject, status, "", FakeQueue.NOW);
        streams.forEach(stream -> stream.add(change));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (away.stream().anyMatch(path::startsWith)) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                answerOrRefuse(exchange, path);
            }
        }
    }

    private void answerOrRefuse(HttpExchange exchange, String path) throws IOException {
        try {
            if (path.equals(ApprovalApi.STREAM)) {
                asker(exchange);
                stream(exchange);
            } else if (path.equals("/q/health/ready")) {
                answer(exchange, 200, policies.readiness());
            } else {
                answer(exchange, 200, route(exchange, path.substring(1).split("/")));
            }
        } catch (Refused refused) {
            answer(exchange, refused.code().status(), refused.problem());
        } catch (JacksonException malformed) {
            answer(
                    exchange,
                    400,
                    Problem.of(HttpError.MALFORMED_JSON, malformed.getMessage(), Map.of()));
        }
    }

    private Object route(HttpExchange exchange, String[] path) throws IOException {
        Asker asker = asker(exchange);
        if (path[1].equals("policies")) {
            return policies.answer(
                    asker,
                    exchange.getRequestMethod()
                            + " "
                            + (path.length > 3 && !path[2].equals("builtin")
                                    ? path[2] + "/" + path[3]
                                    : path.length > 2 ? path[2] : ""),
                    path,
                    sent(exchange));
        }
        String call =
                exchange.getRequestMethod()
                        + " "
                        + path[1]
                        + (path.length > 3 ? "/" + path[3] : "");
        Map<String, String> query = query(exchange);
        return switch (call) {
            case "GET approvals" ->
                    path.length == 2
                            ? queue.list(
                                    asker,
                                    Optional.ofNullable(query.get("status"))
                                            .map(ApprovalStatus::valueOf))
                            : queue.get(asker, id(path, ApprovalId::new));
            case "POST approvals/votes" ->
                    queue.vote(asker, id(path, ApprovalId::new), body(exchange, Ballot.class));
            case "GET bypasses" ->
                    bypasses.list(
                            asker,
                            Optional.ofNullable(query.get("status")).map(BypassStatus::valueOf));
            case "POST bypasses" -> bypasses.request(asker, body(exchange, BypassOrder.class));
            case "POST bypasses/votes" ->
                    bypasses.vote(asker, id(path, BypassId::new), body(exchange, Ballot.class));
            case "DELETE bypasses" -> bypasses.revoke(asker, id(path, BypassId::new));
            case "POST bypasses/review" ->
                    bypasses.review(asker, id(path, BypassId::new), body(exchange, Review.class));
            case "GET events" ->
                    path.length == 2
                            ? log.search(asker, query)
                            : log.get(asker, id(path, EventId::new));
            case "GET events/proof" -> log.proof(asker, id(path, EventId::new));
            case "GET agents" -> registry.list(asker);
            case "POST agents" -> registry.register(asker, body(exchange, AgentOrder.class));
            case "DELETE agents" -> registry.revoke(asker, path[2]);
            default -> throw new Refused(HttpError.NOT_FOUND, call);
        };
    }

    private static <T> T id(String[] path, java.util.function.Function<String, T> kind) {
        try {
            return kind.apply(path[2]);
        } catch (IllegalArgumentException e) {
            throw new Refused(HttpError.NOT_FOUND, path[2]);
        }
    }

    /**
     * What a request carries besides its address.
     *
     * @param type of its content, without parameters
     */
    record Sent(Map<String, String> query, String type, String text, ObjectMapper json) {
        <T> T body(Class<T> kind) throws IOException {
            return json.readValue(text, kind);
        }
    }

    private Sent sent(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return new Sent(
                query(exchange),
                String.valueOf(type).split(";")[0],
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                json);
    }

    private <T> T body(HttpExchange exchange, Class<T> kind) throws IOException {
        return json.readValue(exchange.getRequestBody(), kind);
    }

    private void stream(HttpExchange exchange) throws IOException {
        BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        streams.add(changes);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                Change change = changes.poll(300, TimeUnit.MILLISECONDS);
                String text =
                        change == null
                                ? ":\n\n"
                                : "id: %d\nevent: %s\ndata: %s\n\n"
                                        .formatted(
                                                change.position(),
                                                change.kind(),
                                                json.writeValueAsString(change));
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } finally {
            streams.remove(changes);
        }
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        boolean text = body instanceof String;
        byte[] bytes =
                text
                        ? ((String) body).getBytes(StandardCharsets.UTF_8)
                        : json.writeValueAsBytes(body);
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        body instanceof Problem
                                ? Problem.MEDIA_TYPE
                                : text ? "text/plain" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Asker asker(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            throw new Refused(HttpError.NOT_SIGNED_IN, "No valid credentials were sent.");
        }
        JsonNode token = json.readTree(Base64.getUrlDecoder().decode(header.split("\\.")[1]));
        if (!texts(token.path("aud")).contains("countersign")) {
            throw new Refused(HttpError.NOT_SIGNED_IN, "The token is not meant for us.");
        }
        return new Asker(
                token.path("preferred_username").asText(),
                texts(token.path("realm_access").path("roles")),
                texts(token.path("groups")));
    }

    private static Set<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return Set.of(node.asText());
        }
        return java.util.stream.StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair ->
                                                URLDecoder.decode(
                                                        pair[1], StandardCharsets.UTF_8)));
    }

    static Refused refused(ErrorCode code) {
        return new Refused(code, code.title());
    }

    static void demandReason(String reason, int length) {
        if (reason.strip().length() < length) {
            throw new Refused(
                    ApprovalError.REASON_MISSING, "At least %d characters.".formatted(length));
        }
    }

    /** Told of what changed. */
    interface Listener {
        void changed(String kind, String subject, String status);
    }
}
