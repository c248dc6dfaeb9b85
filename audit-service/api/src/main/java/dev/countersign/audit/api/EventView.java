package dev.countersign.audit.api;

import java.time.Instant;
import java.util.Map;

/**
 * One event as it is read.
 *
 * @param index its place in the log, from 0
 * @param time when it happened, by the database of the service that recorded it
 * @param recordedAt when the log took it
 * @param source the service, such as {@code urn:countersign:decision-service}
 * @param attrs what everybody may see: short strings, whole numbers and booleans, such as {@code
 *     effect}, {@code outcome}, {@code tool}, {@code rules} (separated by commas) and {@code
 *     approval}
 * @param sealed the contents of the sections {@code actor}, {@code input}, {@code output}, {@code
 *     reason} and {@code context}, as far as the event has them and they are not erased
 */
public record EventView(
        EventId id,
        long index,
        String type,
        Instant time,
        Instant recordedAt,
        String source,
        String stream,
        long seq,
        Story story,
        Map<String, Object> attrs,
        Map<String, Map<String, Object>> sealed) {}
