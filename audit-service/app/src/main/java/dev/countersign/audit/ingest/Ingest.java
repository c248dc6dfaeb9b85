package dev.countersign.audit.ingest;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.IngestResult;
import dev.countersign.audit.api.IngestResult.Status;
import dev.countersign.audit.api.Story;
import dev.countersign.audit.sequence.LogState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Takes a batch: each event gets the next index, once. All appends queue on one row, so indexes
 * have no gaps and become visible in their order. The transaction is the unit: a crash before its
 * commit has changed nothing, a crash after it makes the producer send again and be told the same
 * indexes.
 */
@ApplicationScoped
public class Ingest {

    private final DataSource database;
    private final LogState state;

    Ingest(DataSource database, LogState state) {
        this.database = database;
        this.state = state;
    }

    /**
     * @param producer client identifier of the service that sends
     * @throws dev.countersign.runtime.Refused if it is no batch, or the log is frozen
     */
    @Transactional
    public List<IngestResult> take(String producer, byte[] batch) {
        state.requireSound();
        List<Received> received = new CloudEventReader(producer).read(batch);
        try (Connection connection = database.getConnection()) {
            Append append = Append.begin(connection);
            Map<String, Append.Seen> seen =
                    append.seen(received.stream().flatMap(Ingest::keys).toList());
            List<IngestResult> results = new ArrayList<>(received.size());
            for (Received one : received) {
                results.add(place(one, producer, append, seen));
            }
            append.write();
            return results;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot append to the log", e);
        }
    }

    private static Stream<String> keys(Received received) {
        return Stream.of(received.id(), rejectionKey(received));
    }

    private static IngestResult place(
            Received received, String producer, Append append, Map<String, Append.Seen> seen) {
        return switch (received) {
            case Incoming event -> place(event, producer, append, seen);
            case Malformed bad -> reject(bad, bad.code(), bad.reason(), producer, append, seen);
        };
    }

    private static IngestResult place(
            Incoming event, String producer, Append append, Map<String, Append.Seen> seen) {
        Append.Seen before = seen.get(event.id());
        if (before == null) {
            long index = append.add(event);
            seen.put(event.id(), new Append.Seen(index, event.payload()));
            return result(event, Status.APPENDED, Optional.of(index), Optional.empty());
        }
        if (Arrays.equals(before.payload(), event.payload())) {
            return result(event, Status.DUPLICATE, Optional.of(before.index()), Optional.empty());
        }
        return reject(
                event,
                "conflict",
                "another payload was recorded under this identifier",
                producer,
                append,
                seen);
    }

    /** The log itself remembers what it refused, once however often it is sent. */
    private static IngestResult reject(
            Received received,
            String code,
            String reason,
            String producer,
            Append append,
            Map<String, Append.Seen> seen) {
        String key = rejectionKey(received);
        if (!seen.containsKey(key)) {
            long index =
                    append.addOwn(
                            new Event.IngestRejected(
                                    Story.NONE,
                                    isIdentifier(received.id()) ? received.id() : "",
                                    producer,
                                    code,
                                    HexFormat.of().formatHex(received.payload())),
                            key,
                            received.payload());
            seen.put(key, new Append.Seen(index, received.payload()));
        }
        return result(
                received, Status.REJECTED, Optional.empty(), Optional.of(code + ": " + reason));
    }

    private static boolean isIdentifier(String id) {
        try {
            return new EventId(id).value().equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String rejectionKey(Received received) {
        return "rejected/" + HexFormat.of().formatHex(received.payload());
    }

    private static IngestResult result(
            Received received, Status status, Optional<Long> index, Optional<String> reason) {
        return new IngestResult(received.id(), status, index, reason);
    }
}
