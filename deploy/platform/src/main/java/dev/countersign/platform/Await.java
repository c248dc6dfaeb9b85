package dev.countersign.platform;

import java.nio.file.Path;
import java.time.Duration;

/** Waiting for a process that we started to be of use. */
final class Await {
    interface Check {
        boolean holds() throws InterruptedException;
    }

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** Returns once the check holds; fails when the process ends or the deadline passes first. */
    static void ready(String name, ServerProcess process, Path log, Duration deadline, Check check)
            throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (!check.holds()) {
            if (!process.isRunning()) {
                throw failure(name + " ended while it was starting", log);
            }
            if (System.nanoTime() > end) {
                throw failure(
                        name + " was not ready within " + deadline.toSeconds() + " seconds", log);
            }
            process.awaitEnd(PAUSE);
        }
    }

    private static PlatformFailure failure(String what, Path log) {
        return new PlatformFailure(what + ". The end of " + log + ":\n" + LogTail.of(log));
    }
}
