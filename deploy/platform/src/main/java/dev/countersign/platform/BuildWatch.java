package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a Maven build to end and then ends its servers. Started by {@link BuildServers}. */
final class BuildWatch {
    private static final Duration ROUND = Duration.ofHours(1);

    private BuildWatch() {}

    public static void main(String[] arguments) throws IOException {
        ServerProcess build = ServerProcess.parse(arguments[0]).orElseThrow();
        while (!build.awaitEnd(ROUND)) {
            // A build that takes longer than an hour is still a build.
        }
        BuildServers.end(Path.of(arguments[1]));
    }
}
