package dev.countersign.audit.api;

import java.util.Map;

/**
 * One event with its evidence.
 *
 * @param leaf the text whose bytes are in the log
 * @param sections by name; each body with its salt gives the commitment that the leaf holds
 */
public record EventRecord(EventView event, String leaf, Map<String, OpenSection> sections) {

    /**
     * @param commitment base64url without padding
     * @param salt base64url without padding
     * @param body the exact text that was committed to
     */
    public record OpenSection(String commitment, String salt, String body) {}
}
