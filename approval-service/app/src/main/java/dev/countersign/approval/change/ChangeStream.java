package dev.countersign.approval.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.api.ApprovalApi;
import dev.countersign.approval.api.Change;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to whoever must know at once. Each listener parks one virtual thread on the
 * {@link Feed}; it holds no connection to the database and no transaction.
 */
@Path(ApprovalApi.STREAM)
@RunOnVirtualThread
class ChangeStream {

    /** Between two signs of life, shorter than the patience of proxies. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final Duration LONGEST_WRITE = Duration.ofSeconds(20);

    private final Feed feed;
    private final Now now;
    private final ObjectMapper json;
    private final JsonWebToken token;

    ChangeStream(Feed feed, Now now, ObjectMapper json, JsonWebToken token) {
        this.feed = feed;
        this.now = now;
        this.json = json;
        this.token = token;
    }

    /**
     * Every change after a position, each once and in order; identifiers and states only, so
     * everybody who may look at the queue may listen. Without a position it begins at the present
     * end. Comments carry the position too, so that a listener can resume before it heard of any
     * change. Ends with the token that opened it, so that a closed account stops listening.
     *
     * @param last position of the last change that the listener has, as browsers send it
     * @param after the same for those who cannot set the header
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({
        "developer",
        "approver",
        "security-reviewer",
        "on-call",
        "auditor",
        "policy-admin",
        "agent-admin",
        "service"
    })
    public void stream(
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @QueryParam("after") @Nullable String after,
            @Context Sse sse,
            @Context SseEventSink sink) {
        long start = start(last, after);
        long end = System.nanoTime() + validity().toNanos();
        try (sink) {
            tell(new Listener(sink, sse, json), start, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ListenerGone e) {
            // It comes back with the position up to which it has heard everything.
        }
    }

    private void tell(Listener listener, long start, long end)
            throws InterruptedException, ListenerGone {
        long position = start;
        listener.here(position);
        while (feed.running() && listener.isThere() && System.nanoTime() < end) {
            var found = feed.next(position, HEARTBEAT);
            for (Change change : found) {
                listener.tell(change);
                position = change.position();
            }
            if (found.isEmpty()) {
                listener.here(position);
            }
        }
    }

    private Duration validity() {
        return Duration.between(now.instant(), Instant.ofEpochSecond(token.getExpirationTime()));
    }

    /**
     * A position beyond the end is of another life of the database; nothing would ever follow it.
     */
    private long start(@Nullable String last, @Nullable String after) {
        long newest = feed.newest();
        return Stream.of(last, after)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(ChangeStream::position)
                .filter(position -> position <= newest)
                .orElse(newest);
    }

    private static long position(String text) {
        try {
            return Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            throw new Refused(
                    HttpError.INVALID_VALUE,
                    "'%s' is not a position of this stream.".formatted(text));
        }
    }

    /** One open response. */
    private record Listener(SseEventSink sink, Sse sse, ObjectMapper json) {

        boolean isThere() {
            return !sink.isClosed();
        }

        void here(long position) throws InterruptedException, ListenerGone {
            send(sse.newEventBuilder().id(Long.toString(position)).comment("here").build());
        }

        void tell(Change change) throws InterruptedException, ListenerGone {
            send(
                    sse.newEventBuilder()
                            .id(Long.toString(change.position()))
                            .name(change.kind())
                            .mediaType(MediaType.APPLICATION_JSON_TYPE)
                            .data(text(change))
                            .build());
        }

        private String text(Change change) {
            try {
                return json.writeValueAsString(change);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Waits until it has left, so that a slow listener holds back itself and nobody else. */
        private void send(OutboundSseEvent event) throws InterruptedException, ListenerGone {
            try {
                sink.send(event)
                        .toCompletableFuture()
                        .get(LONGEST_WRITE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException | IllegalStateException e) {
                throw new ListenerGone(e);
            }
        }
    }

    private static final class ListenerGone extends Exception {

        ListenerGone(Exception cause) {
            super(cause);
        }
    }
}
