package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Everything that an installation keeps: data, secrets, logs, process numbers and chosen ports.
 *
 * @param folder {@code .countersign} in the repository, or {@code COUNTERSIGN_HOME}
 */
record Home(Path folder) {
    private static final long LEAST_FREE_BYTES = 2L << 30;
    private static final long LONG_LOG_BYTES = 20L << 20;

    static Home find(Map<String, String> environment) {
        String configured = environment.getOrDefault("COUNTERSIGN_HOME", "");
        Path folder =
                configured.isBlank()
                        ? Checkout.root().resolve(".countersign")
                        : Path.of(configured);
        return new Home(folder.toAbsolutePath().normalize());
    }

    /** Makes the folders; whoever cannot write here is told so. */
    void create() {
        try {
            for (Path each : new Path[] {folder, data(), logs(), run(), secrets()}) {
                FileTree.createPrivate(each);
                if (!Files.isWritable(each)) {
                    throw new IOException("it is not writable");
                }
            }
        } catch (IOException e) {
            throw new PlatformFailure(
                    """
                    Cannot keep state in %s: %s
                    COUNTERSIGN_HOME chooses another folder."""
                            .formatted(folder, e),
                    e);
        }
    }

    void refuseFullDisk() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new PlatformFailure(
                    """
                    Only %d MiB are free for %s; Countersign wants 2 GiB.
                    Make room or choose another folder with COUNTERSIGN_HOME."""
                            .formatted(free >> 20, folder));
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path logs() {
        return folder.resolve("log");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path ports() {
        return folder.resolve("ports.properties");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    /** The log of a part, begun anew when it has grown long; the one before is kept. */
    Path log(Part part) throws IOException {
        Path log = logs().resolve(part.fileName() + ".log");
        if (Files.exists(log) && Files.size(log) > LONG_LOG_BYTES) {
            Files.move(
                    log,
                    logs().resolve(part.fileName() + ".1.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }
}
