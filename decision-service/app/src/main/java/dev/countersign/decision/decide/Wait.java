package dev.countersign.decision.decide;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How long whoever asked will wait for people.
 *
 * @param longest zero if not at all
 * @param gone completes when the asker has left
 */
public record Wait(Duration longest, CompletableFuture<Void> gone) {

    public static Wait upTo(Duration longest) {
        return new Wait(longest, new CompletableFuture<>());
    }

    boolean none() {
        return longest.isZero() || longest.isNegative();
    }
}
