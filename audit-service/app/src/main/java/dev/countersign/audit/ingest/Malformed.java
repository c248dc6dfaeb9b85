package dev.countersign.audit.ingest;

/**
 * Something that was sent and can never be taken.
 *
 * @param code a word for the log
 * @param reason a sentence for the producer
 */
record Malformed(String id, String code, String reason, byte[] payload) implements Received {}
