package dev.countersign.audit.ingest;

/** One element of a batch, read. */
sealed interface Received permits Incoming, Malformed {

    /** As it was sent, empty if it has none. */
    String id();

    /** SHA-256 of the canonical form of all that was sent. */
    byte[] payload();
}
