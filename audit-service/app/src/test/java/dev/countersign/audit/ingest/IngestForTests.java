package dev.countersign.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.audit.api.IngestResult;
import dev.countersign.audit.sequence.LogState;
import java.util.List;
import javax.sql.DataSource;

/** The use case without a container, in a transaction that the test ends. */
public final class IngestForTests {

    private IngestForTests() {}

    public static List<IngestResult> take(DataSource database, String batch) {
        return new Ingest(database, new LogState()).take("decision-service", batch.getBytes(UTF_8));
    }
}
