package dev.countersign.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * {@code deploy/demo}: an agent proposes a call that is allowed, one that is denied and one that is
 * held until a person approves it, on the running platform. Exit code 0 when all went as it should,
 * 1 when a call was decided otherwise, 2 when the platform could not be asked.
 */
final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration TRAIL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Pattern PENDING = Pattern.compile("Approval apr_\\w+ is pending");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Home home;
    private final Ports ports;
    private final Optional<String> voter;

    private Demo(Home home, Ports ports, Optional<String> voter) {
        this.home = home;
        this.ports = ports;
        this.voter = voter;
    }

    public static void main(String[] arguments) {
        System.exit(
                Command.run(
                        () -> {
                            Home home = Home.find(System.getenv());
                            Ports ports = Ports.choose(Map.of(), Ports.read(home.ports()));
                            return new Demo(home, ports, voter(List.of(arguments))).run();
                        }));
    }

    private static Optional<String> voter(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        if (arguments.size() == 2 && arguments.get(0).equals("--yes-as")) {
            return Optional.of(arguments.get(1));
        }
        throw new PlatformFailure(
                """
                Usage: deploy/demo [--yes-as NAME]
                With --yes-as, NAME approves through the API instead of a person in the browser.""");
    }

    private int run() throws IOException, InterruptedException {
        DemoAgent agent = prepare();
        boolean asExpected = allowed(agent) & denied(agent) & held(agent);
        showTrail(agent);
        return asExpected ? 0 : 1;
    }

    private DemoAgent prepare() throws IOException, InterruptedException {
        Api asErin = api(Part.DECISION, "erin");
        DemoAgent agent = DemoAgent.enrol(asErin, home.folder().resolve("demo"));
        say("The agent %s is registered; dave operates it.", DemoAgent.NAME);
        String policy = Files.readString(Checkout.root().resolve("deploy/demo.agent-policy.yml"));
        String id =
                asErin.post("/v1/policies", "application/yaml", policy)
                        .orFail("Uploading deploy/demo.agent-policy.yml")
                        .required("id")
                        .asText();
        asErin.post("/v1/policies/" + id + "/activate", JSON.objectNode())
                .orFail("Activating the policy " + id);
        say("Its policy, deploy/demo.agent-policy.yml, is in force as %s.", id);
        return agent;
    }

    private boolean allowed(DemoAgent agent) throws IOException, InterruptedException {
        say("%n1. A call that the policy allows: npm test");
        ObjectNode call = DemoAgent.bash("npm test");
        JsonNode reply = await(agent.propose(call), SOON);
        if (!expect("allow", reply)) {
            return false;
        }
        agent.report(call, JSON.objectNode().put("stdout", "12 passing").put("stderr", ""))
                .orFail("The report of the result");
        say("   The agent ran it and reported the result.");
        return true;
    }

    private boolean denied(DemoAgent agent) throws InterruptedException {
        say("%n2. A call that the policy denies: rm -rf /tmp/cache");
        return expect("deny", await(agent.propose(DemoAgent.bash("rm -rf /tmp/cache")), SOON));
    }

    private boolean held(DemoAgent agent) throws IOException, InterruptedException {
        say("%n3. A call that needs a human: Write package.json");
        ObjectNode call =
                DemoAgent.write(
                        "package.json",
                        "{\n  \"name\": \"acme-app\",\n  \"version\": \"1.1.0\"\n}\n");
        CompletableFuture<Api.Answer> waiting = agent.propose(call);
        Optional<JsonNode> request = pending(agent, waiting, "");
        if (request.isEmpty()) {
            return expect("allow", await(waiting, SOON));
        }
        String approval = request.get().required("id").asText();
        say("   Held. The agent waits for approval %s:", approval);
        say("   %s", request.get().path("url").asText());
        JsonNode reply =
                voter.isPresent()
                        ? vote(waiting, approval, voter.get())
                        : awaitPerson(agent, call, waiting);
        if (!expect("allow", reply)) {
            return false;
        }
        agent.report(call, JSON.objectNode().put("type", "update").put("userModified", false))
                .orFail("The report of the result");
        say("   The agent ran it and reported the result.");
        return again(agent, call, approval);
    }

    private JsonNode vote(CompletableFuture<Api.Answer> waiting, String approval, String name)
            throws IOException, InterruptedException {
        api(Part.APPROVAL, name)
                .post(
                        "/v1/approvals/" + approval + "/votes",
                        JSON.objectNode().put("vote", "approve").put("reason", "Demonstration"))
                .orFail("The vote of " + name);
        long voted = System.nanoTime();
        JsonNode reply = await(waiting, SOON);
        say(
                "   %s approved; the agent was released %d ms later.",
                name, (System.nanoTime() - voted) / 1_000_000);
        return reply;
    }

    /** A hook that was held as long as it may be is asked again, as an agent would. */
    private JsonNode awaitPerson(
            DemoAgent agent, ObjectNode call, CompletableFuture<Api.Answer> first)
            throws InterruptedException {
        say("   Open it, sign in as alice (password alice) or bob (bob), and decide.");
        say("   dave cannot: he operates the agent. Ctrl-C ends the demonstration.");
        long end = System.nanoTime() + PATIENCE.toNanos();
        CompletableFuture<Api.Answer> waiting = first;
        while (true) {
            JsonNode reply = await(waiting, Duration.ofNanos(end - System.nanoTime()));
            if (!stillPending(reply)) {
                return reply;
            }
            waiting = agent.propose(call);
        }
    }

    private static boolean stillPending(JsonNode reply) {
        return permission(reply).equals("deny") && PENDING.matcher(reply.toString()).find();
    }

    private boolean again(DemoAgent agent, ObjectNode call, String spent)
            throws IOException, InterruptedException {
        say("%n4. The same call once more: the approval is spent");
        CompletableFuture<Api.Answer> waiting = agent.propose(call);
        Optional<JsonNode> request = pending(agent, waiting, spent);
        if (request.isEmpty()) {
            say("   It was answered without a new request: %s", await(waiting, SOON));
            return false;
        }
        String approval = request.get().required("id").asText();
        say("   Not released. It needs an approval of its own: %s", approval);
        if (voter.isPresent()) {
            api(Part.APPROVAL, voter.get())
                    .post(
                            "/v1/approvals/" + approval + "/votes",
                            JSON.objectNode().put("vote", "deny").put("reason", "Only a test"))
                    .orFail("The vote of " + voter.get());
            return expect("deny", await(waiting, SOON));
        }
        say("   It stays in the queue until somebody decides or it expires.");
        return true;
    }

    /** The request that holds a call of this session, other than one that is known already. */
    private Optional<JsonNode> pending(
            DemoAgent agent, CompletableFuture<Api.Answer> waiting, String known)
            throws IOException, InterruptedException {
        Api asCarol = api(Part.APPROVAL, "carol");
        long end = System.nanoTime() + SOON.toNanos();
        while (!finished(waiting) && System.nanoTime() < end) {
            JsonNode page =
                    asCarol.get("/v1/approvals?status=PENDING&limit=200").orFail("The queue");
            for (JsonNode request : page.path("items")) {
                JsonNode session = request.path("proposer").path("native_session");
                if (session.asText().equals(agent.session())
                        && !request.path("id").asText().equals(known)) {
                    return Optional.of(request);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean finished(CompletableFuture<Api.Answer> waiting)
            throws InterruptedException {
        try {
            waiting.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            throw new PlatformFailure("The hook failed: " + e.getCause(), e);
        }
    }

    private static JsonNode await(CompletableFuture<Api.Answer> waiting, Duration patience)
            throws InterruptedException {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (finished(waiting)) {
                if (terminal) {
                    System.out.print("\r" + " ".repeat(60) + "\r");
                }
                return waiting.join().orFail("The hook");
            }
            if (terminal && patience.compareTo(SOON) > 0) {
                Duration remaining = Duration.ofNanos(left);
                System.out.printf(
                        "\r   waiting, %d:%02d left ",
                        remaining.toMinutes(), remaining.toSecondsPart());
            }
        }
        throw new PlatformFailure(
                "No decision within " + patience.toSeconds() + " seconds; the call did not run.");
    }

    private static boolean expect(String permission, JsonNode reply) {
        say("   Reply: %s", reply.toPrettyString().replace("\n", "\n          "));
        boolean asExpected = permission(reply).equals(permission);
        if (!asExpected) {
            say("   Expected was %s.", permission);
        }
        return asExpected;
    }

    private static String permission(JsonNode reply) {
        return reply.path("hookSpecificOutput").path("permissionDecision").asText();
    }

    /** Events arrive within seconds; the last that is waited for is the use of the approval. */
    private void showTrail(DemoAgent agent) throws IOException, InterruptedException {
        Api asCarol = api(Part.AUDIT, "carol");
        long end = System.nanoTime() + TRAIL.toNanos();
        List<String> steps = steps(asCarol, agent);
        while (!steps.contains("approval.consumed") && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            steps = steps(asCarol, agent);
        }
        say("%nThe audit log has %d events of this session so far:", steps.size());
        say("   %s", String.join(", ", steps));
        say("All of it: %s/events, signed in as carol.", ports.address(Part.WEB_UI));
    }

    /**
     * Oldest first. The first names the session as the agent does, the others as Countersign does.
     */
    private static List<String> steps(Api asCarol, DemoAgent agent)
            throws IOException, InterruptedException {
        JsonNode events =
                asCarol.get("/v1/events?limit=100&agent=" + DemoAgent.NAME)
                        .orFail("The audit log")
                        .path("items");
        String session = "";
        for (JsonNode event : events) {
            if (event.toString().contains(agent.session())) {
                session = event.path("story").path("session").asText();
            }
        }
        List<String> steps = new ArrayList<>();
        for (JsonNode event : events) {
            if (!session.isEmpty()
                    && event.path("story").path("session").asText().equals(session)) {
                steps.addFirst(event.path("type").asText());
            }
        }
        return steps;
    }

    private Api api(Part part, String user) {
        String issuer = ports.address(Part.KEYCLOAK) + "/realms/countersign";
        return new Api(
                ports.address(part),
                new TokenEndpoint(issuer).ofPerson("agent-policy", user, user));
    }

    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
