package dev.countersign.decision.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A credential. Prints as dots, so that no log line of something that holds one can leak it. */
public record Secret(String value) {

    /** For configuration values. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /**
     * What one of two settings says. Both, or one that holds nothing, stop the start.
     *
     * @param key of the setting with the text; the other one's is {@code key-file}
     */
    static Optional<Secret> of(String key, Optional<Secret> text, Optional<Path> file) {
        if (text.isPresent() && file.isPresent()) {
            throw new IllegalStateException(
                    "%s and %s-file are both set; only one of them is meant.".formatted(key, key));
        }
        Optional<Secret> found = text.or(() -> file.map(Secret::read));
        if (found.filter(secret -> secret.value.isEmpty()).isPresent()) {
            throw new IllegalStateException(key + " is set and holds nothing.");
        }
        return found;
    }

    private static Secret read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    byte[] bytes() {
        return value.getBytes(UTF_8);
    }

    /** The text without this in it. */
    String hiddenIn(String text) {
        return text.replace(value, toString());
    }

    @Override
    public String toString() {
        return "•••";
    }
}
