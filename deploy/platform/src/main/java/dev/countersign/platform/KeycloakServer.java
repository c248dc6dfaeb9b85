package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One Keycloak on loopback with the realm {@code countersign}. Several run from one unpacked
 * distribution: each has a home of its own that links to the shared parts and holds its own data.
 * Keycloak's start script cannot do that, as it resolves links, so Java is called directly.
 *
 * @param distribution the unpacked and optimised distribution
 * @param home folder of this instance
 * @param log receives the server's output
 */
record KeycloakServer(Path distribution, Path home, Path log) {
    private static final List<String> SHARED = List.of("bin", "conf", "lib", "providers", "themes");
    private static final List<String> BUILD_OPTIONS = List.of("--db=dev-file");

    /** Does once for an unpacked distribution what would otherwise be done at each start. */
    static void optimise(Path distribution) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(java(distribution, List.of()));
        line.add("build");
        line.addAll(BUILD_OPTIONS);
        Launch.toEnd(line, Map.of());
    }

    /** Makes the home; the realm is imported at the next start unless Keycloak already has it. */
    void prepare(Path realm) throws IOException {
        FileTree.createPrivate(home);
        for (String part : SHARED) {
            Path link = home.resolve(part);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, distribution.resolve(part));
        }
        Path imported = Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                realm,
                imported.resolve("realm-countersign.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    ServerProcess start(int port, List<String> javaOptions, Map<String, String> environment)
            throws IOException {
        List<String> line = new ArrayList<>(java(home, javaOptions));
        line.addAll(
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--hostname-strict=false",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port));
        return Launch.detached(line, environment, home, log);
    }

    void awaitReady(ServerProcess process, int port) throws InterruptedException {
        String discovery = baseUrl(port) + "/realms/countersign/.well-known/openid-configuration";
        Await.ready("Keycloak", process, log, Duration.ofMinutes(4), () -> Http.answers(discovery));
    }

    static String baseUrl(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static List<String> java(Path home, List<String> options) {
        List<String> line = new ArrayList<>();
        line.add(Launch.java());
        line.addAll(options);
        line.addAll(
                List.of(
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=US",
                        "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home.resolve("conf"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Dquarkus-log-max-startup-records=10000",
                        "-cp",
                        home.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return line;
    }
}
