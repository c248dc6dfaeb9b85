package dev.countersign.audit.leaf;

import dev.countersign.audit.api.CanonicalJson;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.Identifier;
import dev.countersign.audit.api.Story;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as its producer keeps and sends it: the public part and the sections with their salts.
 * Made once, so that a repeated delivery is the same to the byte.
 */
public record SealedEvent(
        EventId id,
        String type,
        Story story,
        Map<String, Object> attrs,
        Map<SectionName, Section> sections) {

    /** Longest section, in bytes of its JSON text. Of a longer one the beginning is kept. */
    public static final int LONGEST_SECTION = 64 * 1024;

    private static final int KEPT = 16 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Takes the event apart and seals each section with a salt of its own. */
    public static SealedEvent of(EventId id, Event event) {
        Parts parts = Parts.of(event);
        byte[] salts = new byte[Section.SALT_BYTES * parts.sealed().size()];
        RANDOM.nextBytes(salts);
        Map<SectionName, Section> sections = new TreeMap<>();
        parts.sealed()
                .forEach(
                        (name, content) -> {
                            int from = Section.SALT_BYTES * sections.size();
                            byte[] salt =
                                    Arrays.copyOfRange(salts, from, from + Section.SALT_BYTES);
                            sections.put(name, new Section(name, salt, body(content)));
                        });
        Map<String, Object> attrs = new LinkedHashMap<>();
        parts.attrs().forEach((name, value) -> attrs.put(name, writable(value)));
        return new SealedEvent(id, event.type(), event.story(), attrs, sections);
    }

    /** The {@code data} of the CloudEvent that carries it: canonical JSON, UTF-8. */
    public byte[] data() {
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, "agent", story.agent());
        put(data, "session", story.session());
        put(data, "call", story.call());
        data.put("attrs", attrs);
        Map<String, Object> sealed = new LinkedHashMap<>();
        sections.forEach(
                (name, section) ->
                        sealed.put(
                                name.text(),
                                Map.of(
                                        "salt",
                                        Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(section.salt()),
                                        "body",
                                        new String(
                                                section.body(),
                                                java.nio.charset.StandardCharsets.UTF_8))));
        data.put("sealed", sealed);
        return CanonicalJson.bytes(data);
    }

    private static void put(
            Map<String, Object> data, String name, Optional<? extends Identifier> id) {
        id.ifPresent(present -> data.put(name, present.value()));
    }

    private static byte[] body(Map<String, Object> content) {
        byte[] whole = CanonicalJson.bytes(writable(content));
        if (whole.length <= LONGEST_SECTION) {
            return whole;
        }
        String text = new String(whole, java.nio.charset.StandardCharsets.UTF_8);
        return CanonicalJson.bytes(
                Map.of(
                        "truncated",
                        true,
                        "bytes",
                        whole.length,
                        "sha256",
                        CanonicalJson.digest(writable(content)),
                        "beginning",
                        withoutHalves(text.substring(0, KEPT))));
    }

    /**
     * What an agent sent may hold what canonical JSON has no text for. An event must never be lost
     * for that: numbers that no double stands for become strings, half surrogate pairs become
     * U+FFFD.
     */
    private static @Nullable Object writable(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String s -> withoutHalves(s);
            case Map<?, ?> m -> writableMap(m);
            case Collection<?> c -> writableList(c);
            case Integer i -> i;
            case Number n -> writableNumber(n);
            case Boolean b -> b;
            default -> withoutHalves(value.toString());
        };
    }

    private static Map<String, @Nullable Object> writableMap(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(withoutHalves(String.valueOf(key)), writable(value)));
        return copy;
    }

    private static List<@Nullable Object> writableList(Collection<?> items) {
        List<@Nullable Object> copy = new ArrayList<>(items.size());
        items.forEach(item -> copy.add(writable(item)));
        return copy;
    }

    private static Object writableNumber(Number n) {
        try {
            CanonicalJson.text(n);
            return n;
        } catch (IllegalArgumentException e) {
            return n instanceof BigDecimal b ? b.toString() : n.toString();
        }
    }

    private static String withoutHalves(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (Character.isSurrogate(s.charAt(i))) {
                return s.codePoints()
                        .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
            }
        }
        return s;
    }
}
