import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the time from an approver's click to the released hook on a running local platform.
 *
 * <p>{@code java deploy/bench/ClickToRelease.java [rounds] [waiting]}: {@code waiting} calls are
 * held all the time; in each of {@code rounds} rounds one more is held, approved as alice and timed
 * from the moment the vote is sent until the hook's answer has arrived. Prints median, p99 and
 * maximum in milliseconds, for vote answered and for hook released.
 */
class ClickToRelease {

    static final String DECISION = env("COUNTERSIGN_DECISION_URL", "http://127.0.0.1:8081");
    static final String APPROVAL = env("COUNTERSIGN_APPROVAL_URL", "http://127.0.0.1:8082");
    static final String KEYCLOAK = env("COUNTERSIGN_KEYCLOAK_URL", "http://127.0.0.1:8180");
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final String RUN = Long.toString(System.nanoTime(), 36);

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int waiting = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        String key = registerAgent();
        List<CompletableFuture<HttpResponse<String>>> others = new ArrayList<>();
        for (int i = 0; i < waiting; i++) {
            others.add(hold(key, "bench-" + RUN + "-w" + i));
        }
        double[] vote = new double[rounds];
        double[] release = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            String session = "bench-" + RUN + "-" + i;
            CompletableFuture<HttpResponse<String>> held = hold(key, session);
            String approval = pendingOf(session);
            String alice = token("alice");
            long clicked = System.nanoTime();
            String answer =
                    send(
                            post(APPROVAL + "/v1/approvals/" + approval + "/votes", alice)
                                    .POST(json("{\"vote\":\"approve\",\"reason\":\"benchmark\"}")));
            vote[i] = (System.nanoTime() - clicked) / 1e6;
            String reply = held.join().body();
            release[i] = (System.nanoTime() - clicked) / 1e6;
            if (!reply.contains("\"allow\"")) {
                throw new IllegalStateException("Not released: " + reply + " after " + answer);
            }
        }
        print("vote answered", vote);
        print("hook released", release);
        others.forEach(other -> other.cancel(true));
        System.exit(0);
    }

    static String registerAgent() throws Exception {
        String answer =
                send(
                        post(DECISION + "/v1/agents", token("erin"))
                                .POST(
                                        json(
                                                "{\"name\":\"bench-%s\",\"operator\":\"dave\"}"
                                                        .formatted(RUN))));
        return field(answer, "key");
    }

    /** A forced push is held for a human by the shipped baseline. */
    static CompletableFuture<HttpResponse<String>> hold(String key, String session) {
        String payload =
                """
                {"session_id":"%s","cwd":"/home/dave/app","hook_event_name":"PreToolUse",
                 "tool_name":"Bash","tool_input":{"command":"git push --force origin topic"},
                 "tool_use_id":"toolu_%s"}
                """
                        .formatted(session, session);
        return HTTP.sendAsync(
                post(DECISION + "/v1/hooks/claude-code", key).POST(json(payload)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static String pendingOf(String session) throws Exception {
        String carol = token("carol");
        for (int i = 0; i < 400; i++) {
            String page =
                    send(post(APPROVAL + "/v1/approvals?status=PENDING&limit=20", carol).GET());
            Matcher found =
                    Pattern.compile(
                                    "\"id\":\"(apr_[0-9a-z]+)\",\"status\":\"PENDING\"(?:(?!\"status\":\"PENDING\").)*?\""
                                            + session
                                            + "\"")
                            .matcher(page);
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(25);
        }
        throw new IllegalStateException("Not held: " + session);
    }

    static String token(String user) throws Exception {
        String form =
                "grant_type=password&client_id=agent-policy&username=%s&password=%s"
                        .formatted(
                                URLEncoder.encode(user, StandardCharsets.UTF_8),
                                URLEncoder.encode(user, StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        KEYCLOAK
                                                + "/realms/countersign/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        return field(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body(), "access_token");
    }

    static HttpRequest.Builder post(String uri, String bearer) {
        return HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json");
    }

    static HttpRequest.BodyPublisher json(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return found.group(1);
    }

    static void print(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "%-14s median %.1f ms  p99 %.1f ms  max %.1f ms  (n=%d)%n",
                what,
                sorted[sorted.length / 2],
                sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * 0.99) - 1)],
                sorted[sorted.length - 1],
                sorted.length);
    }

    static String env(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
