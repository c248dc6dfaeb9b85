package dev.countersign.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.cli.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A past decision is shown as it was made, and its call explained. */
class PastDecisionTest {
    private static final String DECISION =
            """
            {"id":"dec_1","effect":"deny","status":"final","outcome":"block","reason":"cat .env is blocked.",\
            "rules":[{"id":"secrets.read","effect":"deny"}],"mode":"enforce","policy_version":"2.1+sha256:abc","event_id":"evt_1"}""";
    private static final String EVENT =
            """
            {"event":{"id":"evt_1","time":"2026-11-19T09:00:00Z","attrs":{"tool":"Bash","effect":"deny"},\
            "sealed":{"input":{"arguments":{"command":"cat .env"},"cwd":"/elsewhere/app"}}},"leaf":"x","sections":{}}""";

    @TempDir private Path folder;

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answers.put("/v1/decisions/dec_1", DECISION);
        answers.put("/v1/events/evt_1", EVENT);
        Files.writeString(
                folder.resolve(".agent-policy.yml"),
                "version: \"2.1\"\npermissions: {filesystem: {deny: [\".env\"]}}\n");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String json = answers.get(exchange.getRequestURI().toString());
        byte[] body = (json == null ? "{\"title\":\"There is none.\"}" : json).getBytes(UTF_8);
        exchange.sendResponseHeaders(json == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Ran explain(String... words) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Ran.knowing(
                Map.of(
                        "COUNTERSIGN_URL", url,
                        "COUNTERSIGN_AUDIT_URL", url,
                        "COUNTERSIGN_TOKEN", "carols.token"),
                folder,
                words);
    }

    @Test
    void explain_shows_for_a_past_decision_what_was_decided_and_what_it_was_made_of() {
        Ran ran = explain("explain", "--decision", "dec_1");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith(
                        """
                        Decided   deny by secrets.read, 2026-11-19T09:00:00Z, outcome block
                                  cat .env is blocked.
                                  policy 2.1+sha256:abc

                        The same call by the policies here, without what went before it:

                        deny  """)
                .contains("\nCall      cat .env\nIn        /elsewhere/app\n")
                .contains("permissions.filesystem.deny[.env]");
    }

    @Test
    void programs_get_both() {
        assertThat(explain("explain", "--json", "--decision", "dec_1").out())
                .startsWith("{\"decision\":" + DECISION + ",\"explanation\":{\"effect\":\"deny\",");
    }

    @Test
    void what_cannot_be_had_is_said() {
        answers.put("/v1/events/evt_1", EVENT.replace("\"arguments\"", "\"erased\""));

        assertThat(explain("explain", "--decision", "dec_1"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "What was called is not in the audit log any more, or you may not see it.\n"));
        assertThat(explain("explain", "--decision", "dec_2"))
                .isEqualTo(new Ran(2, "", "There is none.\n"));
        assertThat(explain("explain", "--decision", "../x").err())
                .startsWith("agent-policy explain: decisions are called dec_…, not '../x'\n");
    }
}
