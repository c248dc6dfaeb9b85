package dev.countersign.decision.source;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a transfer that takes too long, or that begins to bring more than policies need. */
final class FetchLimit extends EmptyProgressMonitor {

    static final Duration LONGEST = Duration.ofMinutes(5);
    static final int MOST_OBJECTS = 5_000_000;

    private final long begun = System.nanoTime();
    private volatile boolean tooMuch;

    @Override
    public void beginTask(String title, int total) {
        tooMuch |= total > MOST_OBJECTS;
    }

    @Override
    public boolean isCancelled() {
        return tooMuch || System.nanoTime() - begun > LONGEST.toNanos();
    }
}
