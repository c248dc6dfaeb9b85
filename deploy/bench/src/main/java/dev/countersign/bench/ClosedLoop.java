package dev.countersign.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Callers that each send their next request when the answer to the last one has come. */
final class ClosedLoop {
    static final int CALLERS = 4;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<HttpRequest> requests;
    private final String wanted;

    /**
     * @param wanted what every answer must contain
     */
    ClosedLoop(URI to, String authorization, List<String> bodies, String wanted) {
        this.wanted = wanted;
        this.requests =
                bodies.stream()
                        .map(
                                body ->
                                        HttpRequest.newBuilder(to)
                                                .timeout(Duration.ofSeconds(30))
                                                .header("Content-Type", "application/json")
                                                .header("Authorization", authorization)
                                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                                .build())
                        .toList();
    }

    /** What a run measured; times in nanoseconds. */
    record Measured(double perSecond, long median, long p99) {}

    Measured run(Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        var times = new ArrayList<Future<long[]>>();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                int first = i;
                times.add(callers.submit(() -> call(first, end)));
            }
        }
        var all = new ArrayList<long[]>();
        for (Future<long[]> one : times) {
            all.add(one.get());
        }
        long[] sorted = all.stream().flatMapToLong(LongStream::of).sorted().toArray();
        return new Measured(
                sorted.length / (length.toMillis() / 1000.0),
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)]);
    }

    private long[] call(int first, long end) throws IOException, InterruptedException {
        long[] times = new long[1 << 12];
        int count = 0;
        for (int next = first; System.nanoTime() < end; next++) {
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
            }
            long sent = System.nanoTime();
            HttpResponse<String> answer =
                    HTTP.send(
                            requests.get(next % requests.size()),
                            HttpResponse.BodyHandlers.ofString());
            times[count++] = System.nanoTime() - sent;
            if (!answer.body().contains(wanted)) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
        }
        return Arrays.copyOf(times, count);
    }
}
