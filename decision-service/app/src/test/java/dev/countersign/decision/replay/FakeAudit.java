package dev.countersign.decision.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;

/**
 * The audit log, made by hand: it answers searches from what waits in this service's outbox, and
 * refuses whom the real one refuses. It takes no events, so that they stay there.
 */
public final class FakeAudit implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SEE_ALL =
            Set.of("auditor", "approver", "security-reviewer", "on-call", "policy-admin");

    private static final List<ObjectNode> TOLD = new CopyOnWriteArrayList<>();
    private static volatile DataSource database;
    private static volatile boolean down;

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
        server.createContext("/", this::answer);
        server.start();
        return Map.of(
                "quarkus.rest-client.audit.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    static void reads(DataSource outbox) {
        database = outbox;
        down = false;
    }

    static void isDown() {
        down = true;
    }

    /** What approval-service tells when people are done with a held call. */
    static void resolved(String decision, String agent, String status, String... by) {
        ObjectNode event = JSON.createObjectNode();
        event.put("type", "approval.resolved")
                .put("time", Instant.parse("2100-01-01T00:00:00Z").toString());
        event.putObject("story").put("call", decision).put("agent_name", agent);
        event.putObject("attrs").put("status", status);
        var names = event.putObject("sealed").putObject("actor").putArray("by");
        Stream.of(by).forEach(names::add);
        TOLD.add(event);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            int refusal = refusal(exchange);
            if (refusal != 0) {
                exchange.sendResponseHeaders(refusal, -1);
            } else {
                byte[] page = JSON.writeValueAsBytes(page(query(exchange)));
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        } catch (SQLException e) {
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
        }
    }

    private static int refusal(HttpExchange exchange) throws IOException {
        if (down || !exchange.getRequestMethod().equals("GET")) {
            return 503;
        }
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!bearer.startsWith("Bearer ")) {
            return 401;
        }
        JsonNode token =
                JSON.readTree(Base64.getUrlDecoder().decode(bearer.substring(7).split("\\.")[1]));
        return StreamSupport.stream(token.at("/realm_access/roles").spliterator(), false)
                        .map(JsonNode::asText)
                        .anyMatch(SEE_ALL::contains)
                ? 0
                : 403;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return query;
    }

    private static ObjectNode page(Map<String, String> query) throws SQLException, IOException {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode event : newestFirst()) {
            JsonNode story = event.path("story");
            // Of these the log always tells; nothing here depends on them.
            event.put("index", 0).put("seq", 0).put("source", "").put("stream", "");
            if (event.path("type").asText().equals(query.get("type"))
                    && !Instant.parse(event.path("time").asText())
                            .isBefore(Instant.parse(query.get("from")))
                    && Stream.of("agent", "agent_name")
                            .anyMatch(
                                    name ->
                                            !query.containsKey("agent")
                                                    || story.path(name)
                                                            .asText()
                                                            .equals(query.get("agent")))) {
                found.add(event);
            }
        }
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        // Small pages, so that several are read.
        int to = Math.min(found.size(), from + Math.min(7, Integer.parseInt(query.get("limit"))));
        ObjectNode page = JSON.createObjectNode();
        page.putArray("items").addAll(found.subList(from, to));
        return to < found.size() ? page.put("cursor", String.valueOf(to)) : page;
    }

    private static List<ObjectNode> newestFirst() throws SQLException, IOException {
        List<ObjectNode> events = new ArrayList<>(TOLD.reversed());
        try (Connection connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "select event_id, type, recorded_at, payload from outbox order by position desc");
                var row = query.executeQuery()) {
            while (row.next()) {
                ObjectNode event =
                        event(
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                JSON.readTree(row.getBytes(4)));
                event.put("id", row.getString(1));
                events.add(event);
            }
        }
        return events;
    }

    private static ObjectNode event(String type, Instant time, JsonNode data) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("type", type).put("time", time.toString());
        ObjectNode sealed = event.putObject("sealed");
        for (var section : data.path("sealed").properties()) {
            sealed.set(section.getKey(), JSON.readTree(section.getValue().path("body").asText()));
        }
        event.set("attrs", data.path("attrs"));
        ObjectNode story = event.putObject("story");
        for (String name : List.of("agent", "session", "call")) {
            if (data.has(name)) {
                story.set(name, data.get(name));
            }
        }
        for (String name : List.of("agent_name", "operator")) {
            if (sealed.path("actor").has(name)) {
                story.set(name, sealed.path("actor").get(name));
            }
        }
        return event;
    }
}
