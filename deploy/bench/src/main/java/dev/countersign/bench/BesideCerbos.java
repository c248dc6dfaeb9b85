package dev.countersign.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same rules and the same load for the running local platform and for Cerbos, one after the
 * other, each with its record of decisions on. Prints a table in Markdown.
 *
 * <p>{@code BesideCerbos CERBOS_BINARY FOLDER DECISION_SERVICE_PID [RULES…]}
 */
final class BesideCerbos {
    private static final String DECISION = env("COUNTERSIGN_DECISION_URL", "http://127.0.0.1:8081");
    private static final String KEYCLOAK = env("COUNTERSIGN_KEYCLOAK_URL", "http://127.0.0.1:8180");
    private static final String CERBOS = "http://127.0.0.1:3692";
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path binary;
    private final Path folder;
    private final long pid;

    private BesideCerbos(Path binary, Path folder, long pid) {
        this.binary = binary;
        this.folder = folder;
        this.pid = pid;
    }

    public static void main(String[] args) throws Exception {
        var comparison =
                new BesideCerbos(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[2]));
        int[] rules =
                args.length > 3
                        ? Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray()
                        : new int[] {10, 100, 1000, 10000};
        System.out.printf(
                "%d callers, %d processors, load average %.1f, writing 8 KiB durably takes %.1f ms%n%n",
                ClosedLoop.CALLERS,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                comparison.durably());
        System.out.println(
                """
                | Rules | | Requests/s | Median (ms) | p99 (ms) | Load (ms) | Memory (MiB) |
                | ---: | --- | ---: | ---: | ---: | ---: | ---: |""");
        String key = register();
        for (int number : rules) {
            comparison.countersign(number, key);
            comparison.cerbos(number);
        }
    }

    /** What the disk asks of everyone who waits for it; the median of fifty, in milliseconds. */
    private double durably() throws IOException {
        long[] times = new long[50];
        try (var file =
                FileChannel.open(
                        folder.resolve("durable"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            for (int i = 0; i < times.length; i++) {
                long began = System.nanoTime();
                file.write(ByteBuffer.allocate(8192));
                file.force(false);
                times[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(times);
        return times[times.length / 2] / 1e6;
    }

    /** Loading is storing, checking and activating; the service goes on meanwhile. */
    private void countersign(int rules, String key) throws Exception {
        String erin = "Bearer " + token();
        long began = System.nanoTime();
        String id =
                field(
                        send(
                                request("/v1/policies", erin)
                                        .header("Content-Type", "application/yaml")
                                        .POST(body(SameRules.countersign(rules)))),
                        "id");
        send(request("/v1/policies/" + id + "/activate", erin).POST(body("")));
        long loaded = System.nanoTime() - began;
        var loop =
                new ClosedLoop(
                        URI.create(DECISION + "/v1/decisions"),
                        "Bearer " + key,
                        SameRules.callsForCountersign(),
                        "\"outcome\":\"proceed\"");
        loop.run(WARM_UP);
        print(rules, "Countersign", loop.run(MEASURED), loaded, memory(pid));
    }

    /** Loading is starting: from the process's start until it says that it is ready. */
    private void cerbos(int rules) throws Exception {
        Path home = Files.createDirectories(folder.resolve("cerbos-" + rules));
        Path policies = Files.createDirectories(home.resolve("policies"));
        for (Map.Entry<String, String> file : SameRules.cerbos(rules).entrySet()) {
            Files.writeString(policies.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(home.resolve("cerbos.yaml"), settings(home));
        long began = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                binary.toString(),
                                "server",
                                "--debug-listen-addr=",
                                "--log-level=error",
                                "--config=" + home.resolve("cerbos.yaml"))
                        .redirectErrorStream(true)
                        .redirectOutput(new File(home.toFile(), "log"))
                        .start();
        try {
            if (!isReady(process)) {
                System.out.printf("| %,d | Cerbos | did not start in a minute | | | | |%n", rules);
                return;
            }
            long loaded = System.nanoTime() - began;
            var loop =
                    new ClosedLoop(
                            URI.create(CERBOS + "/api/check/resources"),
                            "none",
                            SameRules.callsForCerbos(),
                            "EFFECT_ALLOW");
            loop.run(WARM_UP);
            print(rules, "Cerbos", loop.run(MEASURED), loaded, memory(process.pid()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String settings(Path home) {
        return """
        server: {httpListenAddr: "127.0.0.1:3692", grpcListenAddr: "127.0.0.1:3693"}
        storage: {driver: disk, disk: {directory: "%s", watchForChanges: false}}
        audit: {enabled: true, accessLogsEnabled: false, decisionLogsEnabled: true, backend: file, file: {path: "%s"}}
        telemetry: {disabled: true}
        """
                .formatted(home.resolve("policies"), home.resolve("decisions.log"));
    }

    private static boolean isReady(Process process) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                HttpRequest health =
                        HttpRequest.newBuilder(URI.create(CERBOS + "/_cerbos/health")).build();
                if (HTTP.send(health, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(10);
        }
        return false;
    }

    private static void print(
            int rules, String what, ClosedLoop.Measured measured, long loaded, long kib) {
        System.out.printf(
                "| %,d | %s | %,.0f | %.2f | %.2f | %,.0f | %,d |%n",
                rules,
                what,
                measured.perSecond(),
                measured.median() / 1e6,
                measured.p99() / 1e6,
                loaded / 1e6,
                kib / 1024);
    }

    /** Resident, in KiB. */
    private static long memory(long pid) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static String register() throws Exception {
        String name = "bench-" + Long.toString(System.nanoTime(), 36);
        return field(
                send(
                        request("/v1/agents", "Bearer " + token())
                                .header("Content-Type", "application/json")
                                .POST(
                                        body(
                                                "{\"name\":\"%s\",\"operator\":\"dave\"}"
                                                        .formatted(name)))),
                "key");
    }

    /** The demo's policy owner, whose password is her name. */
    private static String token() throws Exception {
        String erin = URLEncoder.encode("erin", StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        KEYCLOAK
                                                + "/realms/countersign/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                body(
                                        "grant_type=password&client_id=agent-policy&username=%s&password=%s"
                                                .formatted(erin, erin)));
        return field(send(request), "access_token");
    }

    private static HttpRequest.Builder request(String path, String authorization) {
        return HttpRequest.newBuilder(URI.create(DECISION + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", authorization);
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return found.group(1);
    }

    private static String env(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
