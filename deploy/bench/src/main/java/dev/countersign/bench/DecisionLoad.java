package dev.countersign.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Decisions of the running local platform, each with its event durable, over kept connections with
 * a session each.
 *
 * <p>{@code DecisionLoad CONNECTIONS [RATE]}: with a rate, so many requests a second are due
 * whether or not the service keeps up (open loop), and times count from when a request was due;
 * without, each connection sends its next request when it has the answer to the last one. Warms up
 * for 30 seconds and measures 20. The client takes part of the same processors.
 */
final class DecisionLoad {
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    private final URI service = URI.create(Platform.DECISION);
    private final String key;
    private final int connections;
    private final double perSecond;

    private DecisionLoad(String key, int connections, double perSecond) {
        this.key = key;
        this.connections = connections;
        this.perSecond = perSecond;
    }

    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[0]);
        double perSecond = args.length > 1 ? Double.parseDouble(args[1]) : 0;
        var load = new DecisionLoad(Platform.register(), connections, perSecond);
        load.run(WARM_UP);
        long[] times = load.run(MEASURED);
        System.out.printf(
                "%d connections, %s: %,.0f/s, median %.2f ms, p95 %.2f ms, p99 %.2f ms, longest %.0f ms%n",
                connections,
                perSecond > 0 ? "%,.0f/s due".formatted(perSecond) : "closed loop",
                times.length / (double) MEASURED.toSeconds(),
                at(times, 0.5),
                at(times, 0.95),
                at(times, 0.99),
                times[times.length - 1] / 1e6);
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) (sorted.length * part)] / 1e6;
    }

    private long[] run(Duration length) throws Exception {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        var due = new AtomicLong();
        var times = new ArrayList<Future<long[]>>();
        try (var callers = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                int number = i;
                times.add(callers.submit(() -> call(number, start, end, due)));
            }
        }
        var all = new ArrayList<long[]>();
        for (Future<long[]> one : times) {
            all.add(one.get());
        }
        return all.stream().flatMapToLong(LongStream::of).sorted().toArray();
    }

    private long[] call(int number, long start, long end, AtomicLong due) throws IOException {
        List<byte[]> requests = requests("bench-" + number);
        long[] times = new long[1 << 12];
        int count = 0;
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            OutputStream out = socket.getOutputStream();
            for (int next = number; ; next++) {
                long from = perSecond > 0 ? wait(start, due) : System.nanoTime();
                if (from >= end) {
                    return Arrays.copyOf(times, count);
                }
                out.write(requests.get(next % requests.size()));
                readAnswer(in);
                if (count == times.length) {
                    times = Arrays.copyOf(times, count * 2);
                }
                times[count++] = System.nanoTime() - from;
            }
        }
    }

    /** Until the next request is due; when that was. */
    private long wait(long start, AtomicLong due) {
        long when = start + (long) (due.getAndIncrement() * (1e9 / perSecond));
        for (long left = when - System.nanoTime(); left > 0; left = when - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return when;
    }

    private List<byte[]> requests(String session) {
        var calls = new OrdinaryCalls();
        var requests = new ArrayList<byte[]>();
        for (int i = 0; i < 64; i++) {
            String command = (String) calls.nextUnseen().input().get("command");
            String body =
                    "{\"session\":\"%s\",\"cwd\":\"%s\",\"tool\":\"Bash\",\"input\":{\"command\":\"%s\"}}"
                            .formatted(session, OrdinaryCalls.ROOT, command);
            requests.add(
                    """
                    POST /v1/decisions HTTP/1.1\r
                    Host: %s\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s"""
                            .formatted(service.getAuthority(), key, body.length(), body)
                            .getBytes(StandardCharsets.UTF_8));
        }
        return requests;
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.contains(" 200 ") || !body.contains("\"outcome\":\"proceed\"")) {
            throw new IOException(status + " " + body);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The service closed the connection.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
