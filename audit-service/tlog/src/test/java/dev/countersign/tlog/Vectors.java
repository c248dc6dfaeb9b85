package dev.countersign.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments;

/** The reference values, and trees whose leaf i is the decimal number i. */
final class Vectors {

    private static final JsonNode ALL = load();

    private Vectors() {}

    static JsonNode section(String name) {
        return ALL.required(name);
    }

    static Stream<Arguments> each(JsonNode cases) {
        return StreamSupport.stream(cases.spliterator(), false)
                .map(
                        value ->
                                argumentSet(
                                        value.hasNonNull("why")
                                                ? value.get("why").asText()
                                                : shortened(value.toString()),
                                        value));
    }

    static Stream<Arguments> each(String section) {
        return each(section(section));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(80, text.length()));
    }

    static Hash hash(JsonNode hex) {
        return Hash.of(bytes(hex));
    }

    static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText());
    }

    static List<Hash> hashes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(Vectors::hash).toList();
    }

    static byte[] leaf(long i) {
        return Long.toString(i).getBytes(US_ASCII);
    }

    /** A log in memory that grows to the given size. */
    static MemoryLog log(long size) {
        MemoryLog log = new MemoryLog();
        log.grow(size);
        return log;
    }

    private static JsonNode load() {
        try (InputStream in = Vectors.class.getResourceAsStream("/tlog-vectors.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
