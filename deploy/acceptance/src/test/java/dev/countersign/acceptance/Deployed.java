package dev.countersign.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A platform that {@code deploy/up} started for these tests, with ports and data of its own, once
 * for all of them; taken down and wiped when the tests end.
 */
final class Deployed {

    static final Path ROOT =
            Path.of(System.getProperty("countersign.root", "../..")).toAbsolutePath().normalize();

    static final int WEB_UI = 28080;
    static final int DECISION = 28081;
    static final int APPROVAL = 28082;
    static final int AUDIT = 28083;
    static final int KEYCLOAK = 28180;
    static final int POSTGRES = 28432;

    private static final Path HOME = ROOT.resolve("deploy/acceptance/target/platform");

    private static boolean up;

    private Deployed() {}

    /** Starts what does not run; what runs stays as it is. */
    static synchronized void start() {
        if (!up) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> run("deploy/down", "--wipe")));
            up = true;
        }
        String said = run("deploy/up");
        if (!said.endsWith("exit 0\n")) {
            throw new IllegalStateException("deploy/up failed:\n" + said);
        }
    }

    /** Ends one service as a crash would, without a chance to say goodbye. */
    static void kill(String service) {
        ProcessHandle process = process(service);
        process.destroyForcibly();
        process.onExit().join();
    }

    /**
     * Starts a second replica of a running service: same program, same configuration, other port.
     * Ends with the tests.
     */
    static void replicate(String service, int port) {
        ProcessHandle original = process(service);
        try {
            Path about = Path.of("/proc/" + original.pid());
            ProcessBuilder builder =
                    new ProcessBuilder(nulSeparated(about.resolve("cmdline")))
                            .directory(ROOT.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ROOT.resolve("deploy/acceptance/target/" + service + "-2.log")
                                            .toFile());
            builder.environment().clear();
            for (String variable : nulSeparated(about.resolve("environ"))) {
                int equals = variable.indexOf('=');
                builder.environment()
                        .put(variable.substring(0, equals), variable.substring(equals + 1));
            }
            builder.environment().put("QUARKUS_HTTP_PORT", "" + port);
            Process replica = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(replica::destroyForcibly));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        await(service + " on port " + port)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> Http.ready(port));
    }

    /**
     * Another platform of the same checkout may run beside; its processes are not ours to touch.
     */
    private static ProcessHandle process(String service) {
        return ProcessHandle.allProcesses()
                .filter(p -> commandLine(p).contains(service))
                .filter(p -> commandLine(p).contains(ROOT.toString()))
                .filter(
                        p ->
                                environment(p)
                                        .contains("COUNTERSIGN_DECISION_URL=" + url(DECISION, "")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(service + " does not run"));
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private static List<String> environment(ProcessHandle process) {
        try {
            return nulSeparated(Path.of("/proc/" + process.pid() + "/environ"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> nulSeparated(Path file) throws IOException {
        return List.of(Files.readString(file).split("\0"));
    }

    /** Runs a command of the checkout; its output followed by {@code exit N}. */
    static String run(String... command) {
        try {
            List<String> words = new ArrayList<>(List.of(command));
            words.set(0, ROOT.resolve(command[0]).toString());
            Path output = Files.createTempFile("countersign-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .directory(ROOT.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment());
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return Files.readString(output) + "\nno end within 5 minutes";
            }
            return Files.readString(output) + "exit " + process.exitValue() + "\n";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("COUNTERSIGN_HOME", HOME.toString());
        environment.put("COUNTERSIGN_PORT_WEB_UI", "" + WEB_UI);
        environment.put("COUNTERSIGN_PORT_DECISION", "" + DECISION);
        environment.put("COUNTERSIGN_PORT_APPROVAL", "" + APPROVAL);
        environment.put("COUNTERSIGN_PORT_AUDIT", "" + AUDIT);
        environment.put("COUNTERSIGN_PORT_KEYCLOAK", "" + KEYCLOAK);
        environment.put("COUNTERSIGN_PORT_POSTGRES", "" + POSTGRES);
        environment.put("COUNTERSIGN_URL", "http://127.0.0.1:" + DECISION);
        return environment;
    }

    static String url(int port, String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
