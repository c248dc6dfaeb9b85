package dev.countersign.approval.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slack as far as we use it, on a port of its own: it keeps messages, refuses what the real one
 * refuses, fails on demand, and sends the signed requests that clicks, dialogs and commands cause.
 */
final class FakeSlack implements AutoCloseable {

    static final String TOKEN = "xoxb-fake";
    static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    static final String TEAM = "T1";
    static final String APP = "A1";
    static final String CHANNEL = "C1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** One message; a new one takes its place when it is updated. */
    record Message(
            String channel,
            String ts,
            String thread,
            String text,
            JsonNode blocks,
            String asSent,
            int updates) {

        Optional<JsonNode> button(String action) {
            for (JsonNode block : blocks) {
                for (JsonNode element : block.path("elements")) {
                    if (element.path("action_id").asText().equals(action)) {
                        return Optional.of(element);
                    }
                }
            }
            return Optional.empty();
        }

        /** All text that people can read. */
        String everything() {
            return blocks.findValuesAsText("text").toString();
        }
    }

    /** What only one person saw. */
    record Whisper(String channel, String person, String text) {}

    sealed interface Trouble {
        record Status(int code, String retryAfter) implements Trouble {}

        record Error(String code) implements Trouble {}

        /** No answer before the latch opens. */
        record Slow(CountDownLatch until) implements Trouble {}

        /** Does what was asked and hangs up without saying so. */
        record HangUp() implements Trouble {}
    }

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final List<Whisper> whispers = new ArrayList<>();
    private final List<JsonNode> modals = new ArrayList<>();
    private final Map<String, ObjectNode> people = new HashMap<>();
    private final Map<String, Deque<Trouble>> troubles = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private boolean down;
    private int next = 100;

    FakeSlack() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/", this::answer);
        server.start();
    }

    String apiUrl() {
        return "http://127.0.0.1:%d/api/".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Forgets everything but its address. */
    synchronized void reset() {
        messages.clear();
        whispers.clear();
        modals.clear();
        people.clear();
        troubles.clear();
        calls.clear();
        down = false;
    }

    // --- what tests arrange ---

    synchronized void person(String id) {
        people.put(
                id,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("team_id", TEAM)
                        .put("name", id)
                        .put("deleted", false)
                        .put("is_bot", false));
    }

    synchronized void person(String id, String field, Object value) {
        person(id);
        people.get(id).set(field, JSON.valueToTree(value));
    }

    /** The next call of the method meets this. */
    synchronized void trouble(String method, Trouble trouble) {
        troubles.computeIfAbsent(method, m -> new ArrayDeque<>()).add(trouble);
    }

    synchronized void isDown(boolean isDown) {
        down = isDown;
    }

    synchronized void forget(Message message) {
        messages.remove(message.ts());
    }

    // --- what tests look at ---

    synchronized List<Message> messages() {
        return List.copyOf(messages.values());
    }

    /** The message as it is now. */
    synchronized Message now(Message earlier) {
        return messages.get(earlier.ts());
    }

    synchronized List<Message> cards() {
        return messages.values().stream().filter(m -> m.thread().isEmpty()).toList();
    }

    synchronized List<Message> replies() {
        return messages.values().stream().filter(m -> !m.thread().isEmpty()).toList();
    }

    synchronized List<Whisper> whispers() {
        return List.copyOf(whispers);
    }

    synchronized List<JsonNode> modals() {
        return List.copyOf(modals);
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Waits until it is so; every call of ours makes it look again. */
    synchronized void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(
                        "Slack did not see it. Messages: %s, whispers: %s, calls: %s"
                                .formatted(messages.values(), whispers, calls));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    // --- what people do ---

    /** Clicks a button that the message really has. */
    HttpResponse<String> click(URI service, Message message, String person, String action) {
        JsonNode button =
                message.button(action).orElseThrow(() -> new AssertionError("no button " + action));
        return interact(service, click(message, person, action, button.path("value").asText()));
    }

    /** The payload of a click, for tests that change it. */
    synchronized ObjectNode click(Message message, String person, String action, String value) {
        ObjectNode payload = sender("block_actions", person);
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channel())
                .put("is_ephemeral", false);
        payload.put("trigger_id", "trigger." + ++next);
        payload.putNull("enterprise");
        payload.put("response_url", "https://hooks.slack.com/actions/T1/1/x");
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("block_id", "appr:x:1")
                .put("value", value)
                .put("action_ts", "1790000005.%06d".formatted(++next));
        return payload;
    }

    /** Sends the dialog that was opened last. */
    HttpResponse<String> submit(URI service, String person, String reason) {
        ObjectNode payload = sender("view_submission", person);
        ObjectNode view = modals().getLast().deepCopy();
        view.put("id", "V" + ++next);
        view.putObject("state")
                .putObject("values")
                .putObject("reason")
                .putObject("text")
                .put("type", "plain_text_input")
                .put("value", reason);
        payload.set("view", view);
        return interact(service, payload);
    }

    HttpResponse<String> command(URI service, String person, String text) {
        String body =
                "token=legacy&team_id=%s&api_app_id=%s&user_id=%s&command=%%2Fcountersign&text=%s"
                        .formatted(TEAM, APP, person, encode(text));
        return post(service.resolve("/slack/commands"), body);
    }

    HttpResponse<String> interact(URI service, JsonNode payload) {
        return post(
                service.resolve("/slack/interactions"), "payload=" + encode(payload.toString()));
    }

    HttpResponse<String> post(URI to, String body) {
        String now = Long.toString(InstantSource.system().instant().getEpochSecond());
        return send(to, body, now, sign(SECRET, now, body));
    }

    HttpResponse<String> send(URI to, String body, String timestamp, String signature) {
        String type =
                body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        try {
            return http.send(
                    HttpRequest.newBuilder(to)
                            .header("Content-Type", type)
                            .header("X-Slack-Request-Timestamp", timestamp)
                            .header("X-Slack-Signature", signature)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String sign(String secret, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] base = ("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8);
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(base));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode sender(String type, String person) {
        ObjectNode payload = JSON.createObjectNode().put("type", type).put("api_app_id", APP);
        payload.putObject("team").put("id", TEAM).put("domain", "acme");
        payload.putObject("user").put("id", person).put("name", "x").put("team_id", TEAM);
        return payload;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // --- the Web API ---

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestURI().getPath().substring("/api/".length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Trouble trouble = troubleFor(method);
        switch (trouble) {
            case null -> respond(exchange, 200, perform(method, authorization, body));
            case Trouble.Status status -> {
                if (!status.retryAfter().isEmpty()) {
                    exchange.getResponseHeaders().set("Retry-After", status.retryAfter());
                }
                respond(exchange, status.code(), error("ratelimited"));
            }
            case Trouble.Error error -> respond(exchange, 200, error(error.code()));
            case Trouble.Slow slow -> {
                awaitOpening(slow.until());
                respond(exchange, 200, perform(method, authorization, body));
            }
            case Trouble.HangUp hangUp -> {
                perform(method, authorization, body);
                exchange.close();
            }
        }
        synchronized (this) {
            calls.add(method);
            notifyAll();
        }
    }

    private synchronized Trouble troubleFor(String method) {
        if (down) {
            return new Trouble.Status(503, "");
        }
        Deque<Trouble> queue = troubles.get(method);
        return queue == null ? null : queue.poll();
    }

    private static void awaitOpening(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ObjectNode perform(String method, String authorization, byte[] body)
            throws IOException {
        if (!("Bearer " + TOKEN).equals(authorization)) {
            return error("invalid_auth");
        }
        Map<String, String> form = Form.parse(body);
        return switch (method) {
            case "auth.test" -> ok().put("team_id", TEAM).put("user_id", "U9").put("bot_id", "B1");
            case "chat.postMessage" -> postMessage(form);
            case "chat.update" -> updateMessage(form);
            case "chat.postEphemeral" -> postEphemeral(form);
            case "users.info" -> usersInfo(form);
            case "views.open" -> viewsOpen(form);
            default -> error("unknown_method");
        };
    }

    private ObjectNode postMessage(Map<String, String> form) throws IOException {
        JsonNode blocks = JSON.readTree(form.getOrDefault("blocks", "[]"));
        List<String> breaches = SlackRules.breachesInMessage(form.getOrDefault("text", ""), blocks);
        if (!breaches.isEmpty()) {
            return invalid(breaches);
        }
        if (!form.getOrDefault("channel", "").equals(CHANNEL)) {
            return error("channel_not_found");
        }
        String thread = form.getOrDefault("thread_ts", "");
        if (!thread.isEmpty() && !messages.containsKey(thread)) {
            return error("thread_not_found");
        }
        String ts = "1790000000.%06d".formatted(++next);
        messages.put(
                ts,
                new Message(
                        CHANNEL,
                        ts,
                        thread,
                        form.get("text"),
                        blocks,
                        form.getOrDefault("blocks", ""),
                        0));
        return ok().put("channel", CHANNEL).put("ts", ts);
    }

    private ObjectNode updateMessage(Map<String, String> form) throws IOException {
        JsonNode blocks = JSON.readTree(form.getOrDefault("blocks", "[]"));
        List<String> breaches = SlackRules.breachesInMessage(form.getOrDefault("text", ""), blocks);
        if (!breaches.isEmpty()) {
            return invalid(breaches);
        }
        Message old = messages.get(form.get("ts"));
        if (old == null || !old.channel().equals(form.get("channel"))) {
            return error("message_not_found");
        }
        for (JsonNode block : blocks) {
            if (block.has("block_id")
                    && old.blocks()
                            .findValuesAsText("block_id")
                            .contains(block.path("block_id").asText())) {
                return invalid(List.of("an updated message needs a new block_id"));
            }
        }
        messages.put(
                old.ts(),
                new Message(
                        old.channel(),
                        old.ts(),
                        old.thread(),
                        form.get("text"),
                        blocks,
                        form.getOrDefault("blocks", ""),
                        old.updates() + 1));
        return ok().put("channel", old.channel()).put("ts", old.ts());
    }

    private ObjectNode postEphemeral(Map<String, String> form) {
        if (!form.getOrDefault("channel", "").equals(CHANNEL)) {
            return error("channel_not_found");
        }
        whispers.add(new Whisper(form.get("channel"), form.get("user"), form.get("text")));
        return ok().put("message_ts", "1790000000.%06d".formatted(++next));
    }

    private ObjectNode usersInfo(Map<String, String> form) {
        ObjectNode person = people.get(form.get("user"));
        return person == null ? error("user_not_found") : ok().set("user", person);
    }

    private ObjectNode viewsOpen(Map<String, String> form) throws IOException {
        JsonNode view = JSON.readTree(form.getOrDefault("view", "{}"));
        List<String> breaches = SlackRules.breachesInModal(view);
        if (!breaches.isEmpty()) {
            return invalid(breaches);
        }
        if (!form.getOrDefault("trigger_id", "").startsWith("trigger.")) {
            return error("invalid_trigger_id");
        }
        modals.add(view);
        return ok().set("view", ((ObjectNode) view.deepCopy()).put("id", "V" + ++next));
    }

    private static ObjectNode ok() {
        return JSON.createObjectNode().put("ok", true);
    }

    private static ObjectNode error(String code) {
        return JSON.createObjectNode().put("ok", false).put("error", code);
    }

    private static ObjectNode invalid(List<String> breaches) {
        return error("invalid_blocks").put("needed", breaches.toString());
    }

    private static void respond(HttpExchange exchange, int status, JsonNode body)
            throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
