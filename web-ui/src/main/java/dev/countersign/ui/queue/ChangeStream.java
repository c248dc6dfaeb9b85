package dev.countersign.ui.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.api.ApprovalApi;
import dev.countersign.approval.api.Change;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages that something changed, by relaying approval-service's stream with the token of
 * the person who looks. Pages learn no more than that, and fetch anew what they show. When either
 * side ends, both do; the browser comes back by itself.
 */
@Path("/stream")
public class ChangeStream {

    private static final Logger LOG = Logger.getLogger(ChangeStream.class);
    private static final String DATA = "data:";
    private static final String ID = "id:";

    private final URI upstream;
    private final AccessTokenCredential token;
    private final ObjectMapper json;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ChangeStream(
            @ConfigProperty(name = "quarkus.rest-client.approval.url") URI approvalService,
            AccessTokenCredential token,
            ObjectMapper json) {
        this.upstream = approvalService.resolve(ApprovalApi.STREAM);
        this.token = token;
        this.json = json;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Authenticated
    @RunOnVirtualThread
    public void relay(
            @Context SseEventSink page,
            @Context Sse sse,
            @Context RoutingContext connection,
            @HeaderParam("Last-Event-ID") @Nullable String last)
            throws InterruptedException {
        try (page;
                InputStream changes = open(last)) {
            connection.addEndHandler(gone -> endReading(changes));
            send(page, sse.newEvent("open", "open"));
            relay(changes, page, sse);
        } catch (IOException | CompletionException | IllegalStateException ended) {
            // The page was closed, or approval-service went away: both are usual.
            LOG.debugf("The stream of changes ended: %s", ended.getMessage());
        }
    }

    private InputStream open(@Nullable String last) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(upstream)
                        .header("Accept", MediaType.SERVER_SENT_EVENTS)
                        .header("Authorization", "Bearer " + token.getToken());
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("refused with status " + answer.statusCode());
        }
        return answer.body();
    }

    private void relay(InputStream changes, SseEventSink page, Sse sse) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(changes, StandardCharsets.UTF_8));
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ID)) {
                id = line.substring(ID.length()).strip();
            } else if (line.startsWith(DATA)) {
                Change change = json.readValue(line.substring(DATA.length()), Change.class);
                send(
                        page,
                        sse.newEventBuilder()
                                .id(id)
                                .name(change.kind())
                                .data(change.subject())
                                .build());
            } else if (line.startsWith(":")) {
                send(page, sse.newEventBuilder().comment("still here").build());
            }
        }
    }

    private static void send(SseEventSink page, OutboundSseEvent event) throws IOException {
        if (page.isClosed()) {
            throw new IOException("the page was closed");
        }
        page.send(event).toCompletableFuture().join();
    }

    private static void endReading(InputStream changes) {
        try {
            changes.close();
        } catch (IOException alreadyClosed) {
            LOG.debugf("Closing the stream of changes: %s", alreadyClosed.getMessage());
        }
    }
}
