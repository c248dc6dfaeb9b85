package dev.countersign.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.audit.api.CanonicalJson;
import dev.countersign.audit.api.IngestResult;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/**
 * Rows on their way to the log, numbered for good.
 *
 * @param stream the name under which they are numbered
 * @param firstSeq number of the first row; the others follow without gaps
 */
record Batch(String stream, long firstSeq, List<Row> rows) {

    /**
     * @param time when it was recorded, RFC 3339 with six decimals
     * @param payload canonical JSON
     */
    record Row(long position, String eventId, String type, String time, byte[] payload) {}

    /** CloudEvents 1.0 in the JSON batch format. Equal at every try, to the byte. */
    byte[] cloudEvents(String source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 * rows.size());
        String separator = "[";
        long seq = firstSeq;
        for (Row row : rows) {
            byte[] envelope = CanonicalJson.bytes(attributes(row, seq++, source));
            out.writeBytes(separator.getBytes(UTF_8));
            out.write(envelope, 0, envelope.length - 1);
            out.writeBytes(",\"data\":".getBytes(UTF_8));
            out.writeBytes(row.payload());
            out.write('}');
            separator = ",";
        }
        out.write(']');
        return out.toByteArray();
    }

    private Map<String, String> attributes(Row row, long seq, String source) {
        return Map.of(
                "specversion",
                "1.0",
                "id",
                row.eventId(),
                "source",
                source,
                "type",
                "dev.countersign." + row.type() + ".v1",
                "time",
                row.time(),
                "datacontenttype",
                "application/json",
                "partitionkey",
                stream,
                // Compared as text by whoever sorts by it, hence the zeros.
                "sequence",
                "0".repeat(19 - Long.toString(seq).length()) + seq);
    }

    /** The answer speaks of exactly these events, in this order. */
    boolean isAnsweredBy(List<IngestResult> results) {
        return results.stream()
                .map(IngestResult::id)
                .toList()
                .equals(rows.stream().map(Row::eventId).toList());
    }
}
