package dev.countersign.decision.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client script, with every shell that is here: whatever goes wrong is a refusal. */
class HookClientTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPT =
            Path.of(System.getProperty("countersign.root", "../.."))
                    .resolve("decision-service/hook/countersign-hook")
                    .toAbsolutePath()
                    .normalize();

    private static final String ALLOW =
            "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"allow\",\"permissionDecisionReason\":\"fine\"}}";

    @TempDir Path temporary;

    private final Map<String, String> environment = new TreeMap<>();
    private HttpServer server;
    private volatile String answer = ALLOW;
    private volatile int status = 200;
    private volatile byte[] received = {};
    private volatile String authorization = "";
    private volatile String announced = "";
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answering = new CountDownLatch(1);
    private volatile boolean silent;

    static Stream<List<String>> shells() {
        return Stream.of(List.of("dash"), List.of("bash"), List.of("busybox", "sh"), List.of("sh"))
                .filter(
                        shell ->
                                Files.isExecutable(Path.of("/usr/bin/" + shell.getFirst()))
                                        || Files.isExecutable(Path.of("/bin/" + shell.getFirst())));
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/v1/hooks/claude-code",
                exchange -> {
                    received = exchange.getRequestBody().readAllBytes();
                    authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    announced = exchange.getRequestHeaders().getFirst("Countersign-Wait");
                    asked.countDown();
                    if (silent) {
                        awaitUninterruptibly(answering);
                    }
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    if (body.length > 0) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        server.start();
        environment.put("COUNTERSIGN_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        environment.put("COUNTERSIGN_TOKEN", "csk_test-key_1");
        environment.put("TMPDIR", temporary.toString());
    }

    @AfterEach
    void stop() throws IOException {
        answering.countDown();
        server.stop(0);
        try (var left = Files.list(temporary)) {
            assertThat(
                            left.filter(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .startsWith("countersign-")))
                    .as("nothing is left behind")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void passes_question_and_answer_through(List<String> shell) throws Exception {
        byte[] payload = new byte[200_000];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }

        Result result = run(shell, payload, "claude-code");

        assertThat(result.output).isEqualTo(ALLOW + "\n");
        assertThat(result.status).isZero();
        assertThat(result.error).isEmpty();
        assertThat(received).isEqualTo(payload);
        assertThat(authorization).isEqualTo("Bearer csk_test-key_1");
        assertThat(announced).isEqualTo("540");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void reads_the_key_from_a_file_in_a_folder_with_blanks(List<String> shell) throws Exception {
        Path file = Files.createDirectories(temporary.resolve("my keys")).resolve("the key");
        Files.writeString(file, "csk_from-file\n");
        environment.remove("COUNTERSIGN_TOKEN");
        environment.put("COUNTERSIGN_TOKEN_FILE", file.toString());

        Result result = run(shell, "{}".getBytes(StandardCharsets.UTF_8), "claude-code");

        assertThat(result.output).isEqualTo(ALLOW + "\n");
        assertThat(authorization).isEqualTo("Bearer csk_from-file");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void a_denial_is_passed_on(List<String> shell) throws Exception {
        answer = ALLOW.replace("allow", "deny");

        Result result = run(shell, "{}".getBytes(StandardCharsets.UTF_8), "claude-code");

        assertThat(result.output).isEqualTo(answer + "\n");
        assertThat(result.status).isZero();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void a_denial_in_the_form_of_another_event_is_passed_on(List<String> shell) throws Exception {
        for (String denial :
                List.of(
                        "{\"decision\":\"block\",\"reason\":\"No.\"}",
                        "{\"hookSpecificOutput\":{\"decision\":{\"behavior\":\"deny\"}}}")) {
            answer = denial;

            Result result = run(shell, "{}".getBytes(StandardCharsets.UTF_8), "claude-code");

            assertThat(result.output).isEqualTo(denial + "\n");
            assertThat(result.status).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refuses_without_what_it_needs(List<String> shell) throws Exception {
        assertRefused(without(shell, "COUNTERSIGN_URL"), "COUNTERSIGN_URL is not set");
        assertRefused(with(shell, "COUNTERSIGN_URL", "ftp://x"), "no http or https address");
        assertRefused(
                with(shell, "COUNTERSIGN_URL", "http://x\"y"), "COUNTERSIGN_URL is no address");
        assertRefused(without(shell, "COUNTERSIGN_TOKEN"), "gives a key");
        assertRefused(with(shell, "COUNTERSIGN_TOKEN", "a\"b"), "characters that no key has");
        assertRefused(with(shell, "TMPDIR", "/nowhere"), "no folder for a temporary file");
        assertRefused(with(shell, "PATH", temporary.toString()), "curl is not installed");
        environment.remove("COUNTERSIGN_TOKEN");
        assertRefused(with(shell, "COUNTERSIGN_TOKEN_FILE", "/nowhere/key"), "cannot be read");
        assertRefused(run(shell, new byte[0], "notepad"), "without an agent that it knows");
        assertRefused(run(shell, new byte[0]), "without an agent that it knows");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refuses_when_nobody_listens(List<String> shell) throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        assertRefused(
                with(shell, "COUNTERSIGN_URL", "http://127.0.0.1:" + nobody),
                "Countersign can't be reached");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refuses_every_answer_that_is_no_decision(List<String> shell) throws Exception {
        for (String body :
                List.of(
                        "",
                        "{}",
                        "not json",
                        "[]",
                        "{\"decision\":\"allow\"}",
                        "<html>allow</html>")) {
            answer = body;

            assertRefused(run(shell, new byte[0], "claude-code"), "is no decision");
        }
        answer = ALLOW;
        for (int code : new int[] {204, 302, 401, 404, 500, 503}) {
            status = code;

            assertRefused(run(shell, new byte[0], "claude-code"), "HTTP status " + code);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refuses_when_its_own_time_is_over(List<String> shell) throws Exception {
        silent = true;
        environment.put("COUNTERSIGN_WAIT", "1");

        Result result = run(shell, "{}".getBytes(StandardCharsets.UTF_8), "claude-code");

        assertRefused(result, "did not answer within 1 seconds");
        assertThat(announced).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refuses_at_once_when_it_is_interrupted(List<String> shell) throws Exception {
        silent = true;
        Process process = start(shell, "claude-code");
        process.getOutputStream().close();
        asked.await(10, TimeUnit.SECONDS);

        process.toHandle().destroy();

        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertRefused(result(process), "was interrupted before it decided");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void what_is_reported_afterwards_never_blocks(List<String> shell) throws Exception {
        answer = "{}";
        Result fine = run(shell, "{}".getBytes(StandardCharsets.UTF_8), "claude-code", "after");
        status = 500;
        Result failed = run(shell, "{}".getBytes(StandardCharsets.UTF_8), "claude-code", "after");

        assertThat(fine.output).isEqualTo("{}\n");
        assertThat(fine.status).isZero();
        assertThat(failed.output).isEmpty();
        assertThat(failed.error).contains("HTTP status 500");
        assertThat(failed.status).isEqualTo(1);
    }

    private static void assertRefused(Result result, String because) throws IOException {
        JsonNode output = JSON.readTree(result.output).path("hookSpecificOutput");
        assertThat(result.status).as(result.toString()).isEqualTo(2);
        assertThat(output.path("hookEventName").asText()).isEqualTo("PreToolUse");
        assertThat(output.path("permissionDecision").asText()).isEqualTo("deny");
        assertThat(output.path("permissionDecisionReason").asText()).contains(because);
        assertThat(result.error.strip())
                .isEqualTo(output.path("permissionDecisionReason").asText());
        assertThat(result.output.lines()).hasSize(1);
    }

    private Result with(List<String> shell, String name, String value) throws Exception {
        String before = environment.put(name, value);
        Result result = run(shell, new byte[0], "claude-code");
        if (before == null) {
            environment.remove(name);
        } else {
            environment.put(name, before);
        }
        return result;
    }

    private Result without(List<String> shell, String name) throws Exception {
        String before = environment.remove(name);
        Result result = run(shell, new byte[0], "claude-code");
        environment.put(name, before);
        return result;
    }

    private Result run(List<String> shell, byte[] payload, String... arguments) throws Exception {
        Process process = start(shell, arguments);
        try (var input = process.getOutputStream()) {
            input.write(payload);
        } catch (IOException e) {
            // It refused without reading.
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return result(process);
    }

    private Process start(List<String> shell, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        String program = shell.getFirst();
        command.add(
                Files.isExecutable(Path.of("/bin/" + program))
                        ? "/bin/" + program
                        : "/usr/bin/" + program);
        command.addAll(shell.subList(1, shell.size()));
        command.add(SCRIPT.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Result result(Process process) throws IOException {
        return new Result(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Result(int status, String output, String error) {}
}
