package dev.countersign.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.platform.TestKeycloak;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A registered agent of dave's with a policy and a session of its own, and people to ask for it.
 */
public record Demo(String name, String id, String key, String session) {

    public static final String POLICY =
            """
            version: "2.1"
            agent_id: "%s"
            permissions:
              filesystem:
                allow: ["src/**/*.ts"]
                deny: [".env*", "secrets/**"]
              commands:
                allow: ["npm test", "npm run lint"]
                deny: ["rm -rf", "curl *"]
                unlisted: warn
              network: {allow_outbound: false}
            constraints:
              require_human_approval:
                - file_pattern: "package.json"
                - command_pattern: "git commit"
            """;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    public static Demo anAgent() {
        return withPolicy(POLICY);
    }

    public static Demo withPolicy(String policy) {
        Demo agent = withoutPolicy();
        agent.activate(policy);
        return agent;
    }

    public static Demo withoutPolicy() {
        String name = "agent-" + Long.toString(System.nanoTime(), 36);
        JsonNode issued = register(name);
        return new Demo(
                name,
                issued.path("id").asText(),
                issued.path("key").asText(),
                "session-of-" + name);
    }

    private static JsonNode register(String name) {
        Answer answer =
                post(
                        "/v1/agents",
                        token("erin"),
                        "{\"name\":\"%s\",\"operator\":\"dave\"}".formatted(name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    public void activate(String policy) {
        Answer active = activate("erin", upload(policy.formatted(name)));
        assertThat(active.status()).as(active.text()).isEqualTo(200);
    }

    public static Answer uploads(String policy) {
        return send(
                request("/v1/policies", token("erin"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(policy)));
    }

    /** Erin's, who is policy-admin; its identifier. */
    public static String upload(String policy) {
        Answer stored = uploads(policy);
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
        return stored.json().path("id").asText();
    }

    public static Answer activate(String person, String policyId) {
        return post("/v1/policies/" + policyId + "/activate", token(person), "");
    }

    /** While the test goes on. */
    public static CompletableFuture<Answer> activatesAside(String person, String policyId) {
        return sendHeld(
                request("/v1/policies/" + policyId + "/activate", token(person))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    public static Answer deactivate(String person, String policyId) {
        return send(request("/v1/policies/" + policyId + "/activation", token(person)).DELETE());
    }

    public Answer proposes(String tool, String input) {
        return post("/v1/hooks/claude-code", key, payload(tool, input));
    }

    public CompletableFuture<Answer> isHeldFor(String tool, String input) {
        return sendHeld(holding(tool, input));
    }

    public HttpRequest.Builder holding(String tool, String input) {
        return request("/v1/hooks/claude-code", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payload(tool, input)));
    }

    /** The same call as {@link #writesPackageJson}, by a client that waits for nobody. */
    public Answer proposesWithoutWaiting() {
        return send(holding("Write", PACKAGE_JSON).header("Countersign-Wait", "1"));
    }

    /** Bob, who is on call, stops this agent's run. */
    public Answer killsSession(String reason) {
        JsonNode sessions = get("/v1/sessions?limit=200", token("bob")).json();
        for (JsonNode found : sessions) {
            if (found.path("native_session").asText().equals(session)) {
                return post(
                        "/v1/sessions/" + found.path("id").asText() + "/kill",
                        token("bob"),
                        "{\"reason\":\"%s\"}".formatted(reason));
            }
        }
        throw new AssertionError("no session " + session + " in " + sessions);
    }

    public CompletableFuture<Answer> writesPackageJson() {
        return isHeldFor("Write", PACKAGE_JSON);
    }

    public static final String PACKAGE_JSON =
            "{\"file_path\":\"/home/dev/acme-app/package.json\",\"content\":\"{}\\n\"}";

    public String payload(String tool, String input) {
        return """
        {"session_id":"%s","cwd":"/home/dev/acme-app","hook_event_name":"PreToolUse",
         "tool_name":"%s","tool_input":%s,"tool_use_id":"toolu_%d","a_field_of_tomorrow":{"x":1}}
        """
                .formatted(session, tool, input, System.nanoTime());
    }

    /** What this agent waits for, as soon as it is in the queue. */
    public ApprovalView awaitPending() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            ApprovalView pending = FakeApprovals.pendingOf(session);
            if (pending != null) {
                return pending;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing pending for " + session);
    }

    public static Answer post(String path, String bearer, String body) {
        return send(
                request(path, bearer)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public static Answer get(String path, String bearer) {
        return send(request(path, bearer).GET());
    }

    public static HttpRequest.Builder request(String path, String bearer) {
        String port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class);
        if (port.equals("0")) {
            port = ConfigProvider.getConfig().getValue("quarkus.http.port", String.class);
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(60));
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    public static Answer send(HttpRequest.Builder request) {
        try {
            return answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static CompletableFuture<Answer> sendHeld(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Demo::answer);
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Preference-Applied").orElse(""));
    }

    public static String token(String user) {
        return TOKENS.computeIfAbsent(user, name -> TestKeycloak.start().token(name));
    }

    public record Answer(int status, String text, String preferenceApplied) {
        public JsonNode json() {
            return FakeApprovals.parse(text);
        }

        /** allow, deny or nothing, in Claude Code's form. */
        public String permission() {
            return json().path("hookSpecificOutput").path("permissionDecision").asText();
        }

        public String reason() {
            return json().path("hookSpecificOutput").path("permissionDecisionReason").asText();
        }
    }
}
