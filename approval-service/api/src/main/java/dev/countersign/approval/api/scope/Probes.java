package dev.countersign.approval.api.scope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Things that have nothing to do with each other, one on each line of a resource. */
final class Probes {

    private Probes() {}

    static List<String> read(String name) {
        try (InputStream in = Probes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The refusal of a pattern that covers these probes. */
    static String tooWide(String pattern, String what, List<String> covered, String next) {
        return "'%s' covers %s that have nothing to do with each other, such as '%s' and '%s'; %s."
                .formatted(pattern, what, covered.getFirst(), covered.getLast(), next);
    }
}
