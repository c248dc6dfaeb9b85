package dev.countersign.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the commands have in common: exit codes, and that one at a time changes an installation. */
final class Command {
    static final int FAILED = 2;

    interface Body {
        /** Returns the exit code. */
        int run() throws IOException, InterruptedException;
    }

    private Command() {}

    static int run(Body body) {
        // The driver and the HTTP client have nothing to tell the person who runs a command.
        Logger.getLogger("").setLevel(Level.OFF);
        try {
            return body.run();
        } catch (PlatformFailure e) {
            System.out.flush();
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.out.flush();
            System.err.println("Failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.err.println("Interrupted.");
        }
        return FAILED;
    }

    /** Runs while no other command changes the same installation. */
    static int alone(Home home, Body body) throws IOException, InterruptedException {
        try (FileChannel channel =
                FileChannel.open(
                        home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                System.out.println("Another command is at work on " + home.folder() + "; waiting.");
                lock = channel.lock();
            }
            return body.run();
        }
    }
}
