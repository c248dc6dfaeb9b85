package dev.countersign.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The same rules and the same load for the running local platform and for Cerbos, one after the
 * other, each with its record of decisions on. Prints a table in Markdown.
 *
 * <p>{@code BesideCerbos CERBOS_BINARY FOLDER Platform.DECISION_SERVICE_PID [RULES…]}
 */
final class BesideCerbos {
    private static final String CERBOS = "http://127.0.0.1:3692";
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** A service of the platform has compiled little of itself when it has just been started. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(50);

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
        String key = Platform.register();
        comparison.activate(rules[0]);
        comparison.decisions(key).run(FIRST_WARM_UP);
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
        long loaded = activate(rules);
        ClosedLoop loop = decisions(key);
        loop.run(WARM_UP);
        print(rules, "Countersign", loop.run(MEASURED), loaded, memory(pid));
    }

    /** How long that takes, in nanoseconds. */
    private long activate(int rules) throws Exception {
        String erin = "Bearer " + Platform.token();
        long began = System.nanoTime();
        String id =
                Platform.field(
                        Platform.send(
                                Platform.request("/v1/policies", erin)
                                        .header("Content-Type", "application/yaml")
                                        .POST(Platform.body(SameRules.countersign(rules)))),
                        "id");
        Platform.send(
                Platform.request("/v1/policies/" + id + "/activate", erin).POST(Platform.body("")));
        return System.nanoTime() - began;
    }

    private ClosedLoop decisions(String key) {
        return new ClosedLoop(
                URI.create(Platform.DECISION + "/v1/decisions"),
                "Bearer " + key,
                SameRules.callsForCountersign(),
                "\"outcome\":\"proceed\"");
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
}
