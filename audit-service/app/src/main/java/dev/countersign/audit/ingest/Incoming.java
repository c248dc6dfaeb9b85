package dev.countersign.audit.ingest;

import dev.countersign.audit.api.leaf.SealedEvent;
import dev.countersign.tlog.Hash;

/**
 * A well-formed event as it was sent.
 *
 * @param time RFC 3339 in UTC with six decimals
 * @param leaf its bytes in the log
 */
record Incoming(
        SealedEvent event,
        String time,
        String source,
        String stream,
        long seq,
        byte[] payload,
        byte[] leaf,
        Hash leafHash)
        implements Received {

    @Override
    public String id() {
        return event.id().value();
    }
}
