package dev.countersign.audit.api;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of one event of a batch.
 *
 * @param id as it was sent, empty if there was none
 * @param index its place in the log, unless it was rejected
 * @param reason why it was rejected
 */
public record IngestResult(
        String id, Status status, Optional<Long> index, Optional<String> reason) {

    public enum Status {
        /** It is in the log now. */
        APPENDED,
        /** It was there already. */
        DUPLICATE,
        /** It never will be; sending it again is pointless. */
        REJECTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
