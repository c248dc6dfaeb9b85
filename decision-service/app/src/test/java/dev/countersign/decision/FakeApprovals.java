package dev.countersign.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.ApproverCheck;
import dev.countersign.approval.api.ApproverFlaw;
import dev.countersign.approval.api.BypassScope;
import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassUse;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Change;
import dev.countersign.approval.api.Channel;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Consumption;
import dev.countersign.approval.api.PersonView;
import dev.countersign.approval.api.VoteView;
import dev.countersign.approval.api.Withdrawal;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.ErrorCode;
import dev.countersign.audit.api.Problem;
import dev.countersign.runtime.WireFormat;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The approval-service, made by hand: it speaks its HTTP and refuses what the real one refuses.
 * Tests vote and break it through the static methods.
 */
public final class FakeApprovals implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = json();
    private static final Map<String, ApprovalView> APPROVALS = new LinkedHashMap<>();
    private static final Map<String, String> CONSUMED_BY = new LinkedHashMap<>();
    private static final Map<String, BypassView> BYPASSES = new LinkedHashMap<>();
    private static final List<Change> CHANGES = new ArrayList<>();
    private static final List<OutputStream> LISTENERS = new CopyOnWriteArrayList<>();
    private static volatile boolean down;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        return Map.of(
                "quarkus.rest-client.approval.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    public static ApprovalView pendingOf(String nativeSession) {
        synchronized (APPROVALS) {
            return APPROVALS.values().stream()
                    .filter(a -> a.proposer().nativeSession().equals(nativeSession))
                    .filter(a -> a.status() == ApprovalStatus.PENDING)
                    .findFirst()
                    .orElse(null);
        }
    }

    public static List<ApprovalView> of(String nativeSession) {
        synchronized (APPROVALS) {
            return APPROVALS.values().stream()
                    .filter(a -> a.proposer().nativeSession().equals(nativeSession))
                    .toList();
        }
    }

    public static ApprovalView get(ApprovalId id) {
        synchronized (APPROVALS) {
            return APPROVALS.get(id.value());
        }
    }

    /** Waits until it stands so. */
    public static void awaitStatus(ApprovalId id, ApprovalStatus status) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (get(id).status() != status) {
            if (System.nanoTime() > end) {
                throw new AssertionError(id + " is " + get(id).status());
            }
            Thread.onSpinWait();
        }
    }

    public static void approve(ApprovalId id, String by) {
        resolve(id, ApprovalStatus.APPROVED, "Approved by " + by + ".", vote(by, Choice.APPROVE));
    }

    /** It is approved and spent, as by another replica, and no listener is told. */
    public static void spendUnheard(ApprovalId id, String by) {
        synchronized (APPROVALS) {
            ApprovalView was = APPROVALS.get(id.value());
            CONSUMED_BY.put(id.value(), was.decision().value());
            APPROVALS.put(
                    id.value(), with(was, ApprovalStatus.CONSUMED, "", vote(by, Choice.APPROVE)));
        }
    }

    public static void deny(ApprovalId id, String by, String reason) {
        resolve(id, ApprovalStatus.DENIED, by + " denied it: " + reason, vote(by, Choice.DENY));
    }

    public static void end(ApprovalId id, ApprovalStatus status) {
        resolve(id, status, "", List.of());
    }

    /** Until it is up again, every connection is closed without an answer. */
    public static void goDown() {
        down = true;
        cutStreams();
    }

    public static void comeUp() {
        down = false;
    }

    public static void cutStreams() {
        LISTENERS.forEach(
                listener -> {
                    try {
                        listener.close();
                    } catch (IOException e) {
                        // It is cut either way.
                    }
                });
        LISTENERS.clear();
    }

    public static BypassId bypass(BypassScope scope) {
        BypassId id = BypassId.next();
        put(bypassOf(id, scope, BypassStatus.ACTIVE, 0));
        return id;
    }

    public static void endBypass(BypassId id) {
        BypassView was = BYPASSES.get(id.value());
        put(bypassOf(id, was.scope(), BypassStatus.EXPIRED, was.uses()));
    }

    /** It ends, but nobody is told: the next use is refused. */
    public static void endBypassSilently(BypassId id) {
        synchronized (APPROVALS) {
            BypassView was = BYPASSES.get(id.value());
            BYPASSES.put(id.value(), bypassOf(id, was.scope(), BypassStatus.EXPIRED, was.uses()));
        }
    }

    public static int uses(BypassId id) {
        synchronized (APPROVALS) {
            return BYPASSES.get(id.value()).uses();
        }
    }

    private static void put(BypassView view) {
        synchronized (APPROVALS) {
            BYPASSES.put(view.id().value(), view);
            tell("bypass", view.id().value(), view.status().name(), "");
        }
    }

    private static BypassView bypassOf(
            BypassId id, BypassScope scope, BypassStatus status, int uses) {
        return new BypassView(
                id,
                status,
                "bob",
                "P0 incident: the login is broken",
                Optional.empty(),
                scope,
                Duration.ofMinutes(30),
                Optional.empty(),
                List.of(),
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                Optional.empty(),
                uses,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    private static List<VoteView> vote(String by, Choice choice) {
        return List.of(
                new VoteView(
                        by, List.of(), choice, "seen", Channel.DASHBOARD, Instant.EPOCH, true));
    }

    private static void resolve(
            ApprovalId id, ApprovalStatus status, String resolution, List<VoteView> votes) {
        synchronized (APPROVALS) {
            ApprovalView was = APPROVALS.get(id.value());
            APPROVALS.put(id.value(), with(was, status, resolution, votes));
            tell("approval", id.value(), status.name(), was.decision().value());
        }
    }

    private static void tell(String kind, String subject, String status, String decision) {
        Change change =
                new Change(CHANGES.size() + 1, kind, subject, status, decision, Instant.EPOCH);
        CHANGES.add(change);
        LISTENERS.forEach(listener -> write(listener, change));
    }

    private static void write(OutputStream listener, Change change) {
        try {
            listener.write(
                    "id: %d\ndata: %s\n\n"
                            .formatted(change.position(), JSON.writeValueAsString(change))
                            .getBytes(StandardCharsets.UTF_8));
            listener.flush();
        } catch (IOException e) {
            LISTENERS.remove(listener);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (down) {
            exchange.close();
            return;
        }
        String auth = exchange.getRequestHeaders().getFirst("Authorization");
        if (auth == null || !auth.startsWith("Bearer ey")) {
            answer(exchange, 401, Map.of());
            return;
        }
        try {
            route(exchange, exchange.getRequestURI().getPath().split("/"));
        } catch (RuntimeException | Error e) {
            if (!(e instanceof Refusal refusal)) {
                e.printStackTrace();
                throw e;
            }
            answer(exchange, refusal.code.status(), Problem.of(refusal.code, "fake", Map.of()));
        }
    }

    private void route(HttpExchange exchange, String[] path) throws IOException {
        boolean posted = exchange.getRequestMethod().equals("POST");
        if (path[2].equals("people")) {
            answer(exchange, 200, person(exchange.getRequestURI().getQuery()));
        } else if (path[2].equals("approvers")) {
            answer(
                    exchange,
                    200,
                    flaws(JSON.readValue(exchange.getRequestBody(), ApproverCheck.class)));
        } else if (path[2].equals("bypasses")) {
            answer(exchange, 200, posted ? use(path[3], exchange) : active());
        } else if (path.length == 3 && posted) {
            answer(
                    exchange,
                    200,
                    open(JSON.readValue(exchange.getRequestBody(), ApprovalOrder.class)));
        } else if (path[3].equals("stream")) {
            stream(exchange);
        } else if (path.length == 4) {
            answer(exchange, 200, require(path[3]));
        } else if (path[4].equals("consumption")) {
            answer(
                    exchange,
                    200,
                    consume(path[3], JSON.readValue(exchange.getRequestBody(), Consumption.class)));
        } else {
            answer(
                    exchange,
                    200,
                    withdraw(path[3], JSON.readValue(exchange.getRequestBody(), Withdrawal.class)));
        }
    }

    /** The demo realm's people, by user name or e-mail address in any case. */
    private static PersonView person(String query) {
        String wanted = query.substring("reference=".length()).toLowerCase(Locale.ROOT);
        String name = wanted.replace("@example.com", "");
        if (!List.of("alice", "bob", "carol", "dave", "erin").contains(name)) {
            throw new Refusal(ApprovalError.NO_SUCH_PERSON);
        }
        return new PersonView("subject-of-" + name, name);
    }

    /** There is no group {@code no-such-group}, and in {@code only-dave} there is dave alone. */
    private static List<ApproverFlaw> flaws(ApproverCheck check) {
        List<ApproverFlaw> flaws = new ArrayList<>();
        for (int i = 0; i < check.requirements().size(); i++) {
            List<String> groups = check.requirements().get(i).groups();
            if (groups.contains("no-such-group")) {
                flaws.add(
                        new ApproverFlaw(
                                i,
                                List.of(),
                                "the group 'no-such-group' that must approve it does not exist."));
            } else if (groups.contains("only-dave")) {
                flaws.add(flawOfDave(i, check));
            }
        }
        return flaws;
    }

    private static ApproverFlaw flawOfDave(int requirement, ApproverCheck check) {
        boolean daveAlone =
                check.requesters().stream().allMatch(asker -> asker.operator().equals("dave"));
        return new ApproverFlaw(
                requirement,
                daveAlone ? List.of() : List.of("dave"),
                "1 must approve it and nobody in only-dave may.");
    }

    private static ApprovalView open(ApprovalOrder order) {
        synchronized (APPROVALS) {
            Optional<ApprovalView> known =
                    APPROVALS.values().stream()
                            .filter(a -> a.decision().equals(order.decision()))
                            .findFirst();
            if (known.isPresent()) {
                return known.get();
            }
            boolean nobody = order.requirement().groups().contains("nobody");
            ApprovalId id = ApprovalId.next();
            ApprovalView view =
                    new ApprovalView(
                            id,
                            nobody ? ApprovalStatus.DENIED : ApprovalStatus.PENDING,
                            order.decision(),
                            order.proposer(),
                            order.digest(),
                            order.action(),
                            order.rules(),
                            order.reason(),
                            order.policyVersion(),
                            order.requirement(),
                            List.of(),
                            0,
                            List.of(),
                            Instant.EPOCH,
                            Instant.EPOCH.plus(order.requirement().ttl()),
                            Optional.empty(),
                            nobody ? Optional.of("Nobody is in group nobody.") : Optional.empty(),
                            Optional.empty(),
                            "http://127.0.0.1:8080/approvals/" + id,
                            Instant.EPOCH);
            APPROVALS.put(id.value(), view);
            tell("approval", id.value(), view.status().name(), order.decision().value());
            return view;
        }
    }

    private static ApprovalView consume(String id, Consumption consumption) {
        synchronized (APPROVALS) {
            ApprovalView approval = require(id);
            String by = CONSUMED_BY.get(id);
            if (by != null) {
                if (!by.equals(consumption.decision().value())) {
                    throw new Refusal(ApprovalError.ALREADY_CONSUMED);
                }
                return approval;
            }
            if (approval.status() != ApprovalStatus.APPROVED) {
                throw new Refusal(ApprovalError.NOT_APPROVED);
            }
            if (!approval.decision().equals(consumption.decision())
                    || !approval.digest().equals(consumption.digest())) {
                throw new Refusal(ApprovalError.DIGEST_DIFFERS);
            }
            CONSUMED_BY.put(id, consumption.decision().value());
            ApprovalView consumed = with(approval, ApprovalStatus.CONSUMED, "", approval.votes());
            APPROVALS.put(id, consumed);
            tell("approval", id, "CONSUMED", approval.decision().value());
            return consumed;
        }
    }

    private static ApprovalView withdraw(String id, Withdrawal withdrawal) {
        synchronized (APPROVALS) {
            ApprovalView approval = require(id);
            ApprovalStatus status =
                    switch (approval.status()) {
                        case PENDING -> ApprovalStatus.CANCELLED;
                        case APPROVED -> ApprovalStatus.INVALIDATED;
                        default -> throw new Refusal(ApprovalError.ALREADY_RESOLVED);
                    };
            resolve(approval.id(), status, withdrawal.reason(), approval.votes());
            return require(id);
        }
    }

    private static ApprovalView require(String id) {
        synchronized (APPROVALS) {
            return Optional.ofNullable(APPROVALS.get(id))
                    .orElseThrow(() -> new Refusal(ApprovalError.NO_SUCH_APPROVAL));
        }
    }

    private static List<BypassView> active() {
        synchronized (APPROVALS) {
            return BYPASSES.values().stream()
                    .filter(bypass -> bypass.status() == BypassStatus.ACTIVE)
                    .toList();
        }
    }

    private static BypassView use(String id, HttpExchange exchange) throws IOException {
        JSON.readValue(exchange.getRequestBody(), BypassUse.class);
        synchronized (APPROVALS) {
            BypassView bypass = BYPASSES.get(id);
            if (bypass.status() != BypassStatus.ACTIVE) {
                throw new Refusal(ApprovalError.NOT_LIVE);
            }
            BypassView used =
                    bypassOf(bypass.id(), bypass.scope(), bypass.status(), bypass.uses() + 1);
            BYPASSES.put(id, used);
            return used;
        }
    }

    private static void stream(HttpExchange exchange) throws IOException {
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        synchronized (APPROVALS) {
            long after = last == null ? CHANGES.size() : Long.parseLong(last);
            body.write("id: %d\n: here\n\n".formatted(after).getBytes(StandardCharsets.UTF_8));
            body.flush();
            CHANGES.stream()
                    .filter(change -> change.position() > after)
                    .forEach(change -> write(body, change));
            LISTENERS.add(body);
        }
    }

    private static ApprovalView with(
            ApprovalView was, ApprovalStatus status, String resolution, List<VoteView> votes) {
        return new ApprovalView(
                was.id(),
                status,
                was.decision(),
                was.proposer(),
                was.digest(),
                was.action(),
                was.rules(),
                was.reason(),
                was.policyVersion(),
                was.requirement(),
                votes,
                votes.size(),
                was.panels(),
                was.createdAt(),
                was.expiresAt(),
                Optional.of(Instant.EPOCH),
                Optional.of(resolution),
                Optional.empty(),
                was.url(),
                Instant.EPOCH);
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : Problem.MEDIA_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static ObjectMapper json() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.registerModule(new Jdk8Module()).registerModule(new JavaTimeModule());
        new WireFormat().customize(mapper);
        return mapper;
    }

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static final class Refusal extends RuntimeException {
        private final transient ErrorCode code;

        Refusal(ErrorCode code) {
            this.code = code;
        }
    }
}
