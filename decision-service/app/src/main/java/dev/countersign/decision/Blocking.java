package dev.countersign.decision;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Leaves the event loop for something that may wait, on a virtual thread. */
public final class Blocking {

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private Blocking() {}

    public static <T> CompletionStage<T> stage(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** As {@link #stage}; whoever asked from an event loop gets the answer on it. */
    public static <T> Uni<T> call(Supplier<T> work) {
        Context caller = Vertx.currentContext();
        Uni<T> answer = Uni.createFrom().item(work).runSubscriptionOn(THREADS);
        return caller == null
                ? answer
                : answer.emitOn(task -> caller.runOnContext(ignored -> task.run()));
    }
}
