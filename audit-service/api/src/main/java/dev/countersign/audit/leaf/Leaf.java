package dev.countersign.audit.leaf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import dev.countersign.audit.api.CanonicalJson;
import dev.countersign.audit.api.Identifier;
import dev.countersign.audit.api.Story;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One entry of the log, encoding version 1: a small canonical JSON object that is made once, kept
 * as bytes and never written again. It can be shown to anybody: nothing personal or secret is in
 * it.
 */
public final class Leaf {

    /** Largest leaf in bytes; the tiles allow 65,535. */
    public static final int LARGEST = 8 * 1024;

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(UTC);

    private Leaf() {}

    /** RFC 3339 in UTC with exactly six decimals; what is finer is cut off. */
    public static String time(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    /**
     * @param time as {@link #time} writes it
     * @param src the producer, such as {@code urn:countersign:decision-service}
     * @param stream one ordered stream of the producer
     * @param seq its number in the stream, from 1, without gaps
     */
    public static byte[] bytes(
            SealedEvent event, String time, String src, String stream, long seq) {
        Map<String, Object> leaf = new TreeMap<>();
        Story story = event.story();
        put(leaf, "agent", story.agent());
        put(leaf, "session", story.session());
        put(leaf, "call", story.call());
        leaf.put("attrs", event.attrs());
        leaf.put("id", event.id().value());
        leaf.put("sealed", commitments(event.sections().values()));
        leaf.put("seq", seq);
        leaf.put("src", src);
        leaf.put("stream", stream);
        leaf.put("time", time);
        leaf.put("type", event.type());
        leaf.put("v", 1);
        return CanonicalJson.text(leaf).getBytes(UTF_8);
    }

    private static void put(
            Map<String, Object> leaf, String name, Optional<? extends Identifier> id) {
        id.ifPresent(present -> leaf.put(name, present.value()));
    }

    private static Map<String, String> commitments(Collection<Section> sections) {
        Map<String, String> sealed = new TreeMap<>();
        sections.forEach(section -> sealed.put(section.name().text(), section.commitment()));
        return sealed;
    }
}
