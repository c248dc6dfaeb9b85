package dev.countersign.decision.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.api.ApprovalApi;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.Change;
import dev.countersign.audit.api.DecisionId;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Listens to the queue: one stream of changes for each replica, kept open from this side. It goes
 * on where it stopped; after every interruption, and every few seconds in any case, whoever waits
 * looks for himself, so that a lost message costs seconds and never a release.
 */
@ApplicationScoped
class Resolutions {

    private static final Logger LOG = Logger.getLogger(Resolutions.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(10);

    /** The stream says something at least every 10 seconds; silence for longer means it is dead. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final URI stream;
    private final OidcClient tokens;
    private final ObjectMapper json;
    private final Waiters waiters;
    private final LiveBypasses bypasses;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    private volatile boolean running;
    private volatile long heard;
    private volatile InputStream open = InputStream.nullInputStream();
    private String position = "";

    Resolutions(
            @ConfigProperty(name = "quarkus.rest-client.approval.url") String approvals,
            OidcClient tokens,
            ObjectMapper json,
            Waiters waiters,
            LiveBypasses bypasses) {
        this.stream = URI.create(approvals + ApprovalApi.STREAM);
        this.tokens = tokens;
        this.json = json;
        this.waiters = waiters;
        this.bypasses = bypasses;
    }

    void start(@Observes @Priority(30) StartupEvent event) {
        running = true;
        heard = System.nanoTime();
        Thread.ofVirtual().name("resolutions").start(this::listen);
        Thread.ofVirtual().name("resolutions-anyway").start(this::lookAnyway);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        close();
    }

    private void listen() {
        int failures = 0;
        while (running) {
            try {
                HttpResponse<InputStream> answer = connect();
                if (answer.statusCode() != 200) {
                    answer.body().close();
                    throw new IOException("it answered " + answer.statusCode());
                }
                open = answer.body();
                heard = System.nanoTime();
                failures = 0;
                bypasses.refresh();
                waiters.wakeAll();
                read(answer.body());
            } catch (IOException | RuntimeException e) {
                failures++;
                if (running) {
                    LOG.warnf("No stream of resolutions: %s", e.getMessage());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause(failures);
        }
    }

    private HttpResponse<InputStream> connect() throws IOException, InterruptedException {
        String token = tokens.getTokens().await().atMost(Duration.ofSeconds(5)).getAccessToken();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(stream)
                        .header("Accept", "text/event-stream")
                        .header("Authorization", "Bearer " + token);
        if (!position.isEmpty()) {
            request.header("Last-Event-ID", position);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private void read(InputStream body) {
        StringBuilder data = new StringBuilder();
        try (Scanner lines = new Scanner(body, StandardCharsets.UTF_8).useDelimiter("\r\n|\n|\r")) {
            while (running && lines.hasNext()) {
                String line = lines.next();
                heard = System.nanoTime();
                if (line.isEmpty()) {
                    dispatch(data.toString());
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    position = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                }
            }
        }
    }

    private void dispatch(String data) {
        if (data.isEmpty()) {
            return;
        }
        try {
            Change change = json.readValue(data, Change.class);
            if (change.kind().equals("bypass")) {
                Thread.ofVirtual().start(bypasses::refresh);
            } else if (!change.status().equals(ApprovalStatus.PENDING.name())
                    && !change.decision().isEmpty()) {
                waiters.wake(new DecisionId(change.decision()));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf("A change in the queue that is not understood: %s", e.getMessage());
        }
    }

    private void lookAnyway() {
        while (running) {
            sleep(LOOK_ANYWAY);
            if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                close();
            }
            bypasses.refresh();
            waiters.wakeSome();
        }
    }

    private void close() {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debugf("The stream was closed already: %s", e.getMessage());
        }
    }

    private void pause(int failures) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(failures, 6));
        sleep(Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1)));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
