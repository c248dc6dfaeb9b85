package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is written down about a process that was started, so that later commands find it again.
 *
 * @param process the process
 * @param port where it was told to listen
 * @param fingerprint of the way in which it was started
 */
record RunFile(ServerProcess process, int port, String fingerprint) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The note about a part whose process still runs. */
    static Optional<RunFile> read(Home home, Part part) throws IOException {
        Path file = path(home, part);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 3 || !lines.get(1).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        return ServerProcess.parse(lines.get(0))
                .filter(ServerProcess::isRunning)
                .map(process -> new RunFile(process, Integer.parseInt(lines.get(1)), lines.get(2)));
    }

    void write(Home home, Part part) throws IOException {
        Path file = path(home, part);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, process + "\n" + port + "\n" + fingerprint + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends the process of a part, if one runs, and forgets it; returns whether one ran. */
    static boolean stop(Home home, Part part, Consumer<String> progress) throws IOException {
        Optional<RunFile> running = read(home, part);
        if (running.isPresent()) {
            progress.accept("Stopping " + part.title());
            running.get().process().stop(part.stopSignal(), PATIENCE);
        }
        Files.deleteIfExists(path(home, part));
        return running.isPresent();
    }

    private static Path path(Home home, Part part) {
        return home.run().resolve(part.fileName() + ".pid");
    }
}
