package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of our services. It runs from a copy of what was built, so that a build under a running
 * platform does not pull classes from under it.
 */
final class ServiceComponent implements Component {
    private static final List<String> JAVA_OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final Part part;
    private final Path built;
    private final Home home;
    private final int port;
    private final Map<String, String> environment;

    /**
     * @param built the folder {@code quarkus-app} of the build
     * @param environment what this service is told besides where to listen
     */
    ServiceComponent(Part part, Path built, Home home, int port, Map<String, String> environment) {
        this.part = part;
        this.built = built;
        this.home = home;
        this.port = port;
        this.environment = new TreeMap<>(environment);
        this.environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public String fingerprint() throws IOException {
        if (!Files.isRegularFile(built.resolve("quarkus-run.jar"))) {
            throw new PlatformFailure(part.title() + " is not built: no " + built);
        }
        return new Fingerprint()
                .add(Launch.java())
                .add(JAVA_OPTIONS)
                .add(heap())
                .add(environment)
                .addApplication(built)
                .toString();
    }

    @Override
    public ServerProcess start() throws IOException {
        Path copy = home.folder().resolve("app").resolve(part.title());
        FileTree.delete(copy);
        FileTree.copy(built, copy);
        List<String> line = new ArrayList<>();
        line.add(Launch.java());
        line.add(heap());
        line.addAll(JAVA_OPTIONS);
        line.addAll(List.of("-jar", copy.resolve("quarkus-run.jar").toString()));
        return Launch.detached(line, environment, copy, home.log(part));
    }

    /** The decision service holds the waiting hooks of all agents. */
    private String heap() {
        return part == Part.DECISION ? "-Xmx512m" : "-Xmx256m";
    }

    @Override
    public void awaitReady(ServerProcess process) throws IOException, InterruptedException {
        Await.ready(part.title(), process, home.log(part), Duration.ofMinutes(2), this::isReady);
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return Http.answers("http://127.0.0.1:" + port + "/q/health/ready");
    }
}
