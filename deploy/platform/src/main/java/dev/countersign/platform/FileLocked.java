package dev.countersign.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Runs something while this process, among all on the machine, holds a lock file. */
final class FileLocked {
    interface Body<T> {
        T run() throws IOException, InterruptedException;
    }

    private FileLocked() {}

    static synchronized <T> T run(Path lockFile, Body<T> body)
            throws IOException, InterruptedException {
        Path folder = lockFile.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel =
                        FileChannel.open(
                                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock ignored = channel.lock()) {
            return body.run();
        }
    }
}
