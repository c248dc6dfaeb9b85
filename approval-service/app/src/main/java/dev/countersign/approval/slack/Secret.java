package dev.countersign.approval.slack;

import java.nio.charset.StandardCharsets;

/** A credential. Prints as dots, so that no log line of something that holds one can leak it. */
public record Secret(String value) {

    /** For configuration values. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "•••";
    }
}
