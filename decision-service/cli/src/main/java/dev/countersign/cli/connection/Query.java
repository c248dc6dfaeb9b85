package dev.countersign.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What follows the question mark of an address.
 *
 * @param text encoded
 */
public record Query(String text) {

    public static Query since(String duration) {
        return new Query("?since=" + URLEncoder.encode(duration, UTF_8));
    }

    /** With one more, unless nobody said it. */
    public Query and(String name, @Nullable Object value) {
        return value == null
                ? this
                : new Query(
                        text + "&" + name + "=" + URLEncoder.encode(String.valueOf(value), UTF_8));
    }
}
