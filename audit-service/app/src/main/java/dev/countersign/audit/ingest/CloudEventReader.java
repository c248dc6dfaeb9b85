package dev.countersign.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.AuditApi;
import dev.countersign.audit.api.AuditError;
import dev.countersign.audit.api.CanonicalJson;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.audit.api.leaf.Leaf;
import dev.countersign.audit.api.leaf.SealedEvent;
import dev.countersign.audit.api.leaf.Section;
import dev.countersign.audit.api.leaf.SectionName;
import dev.countersign.runtime.Refused;
import dev.countersign.tlog.Hash;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a batch of CloudEvents of one producer, strictly, each event for itself. */
final class CloudEventReader {

    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final Set<String> DATA = Set.of("agent", "session", "call", "attrs", "sealed");
    private static final Pattern TYPE =
            Pattern.compile("dev\\.countersign\\.([a-z][a-z-]*(?:\\.[a-z][a-z-]*)+)\\.v1");
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{6}Z");
    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{19}");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String producer;

    CloudEventReader(String producer) {
        this.producer = producer;
    }

    /**
     * What each element is, in their order.
     *
     * @throws Refused if it is no batch at all
     */
    List<Received> read(byte[] batch) {
        List<Received> read = new ArrayList<>();
        for (Object element : elements(batch)) {
            read.add(read(element));
        }
        return read;
    }

    private static List<?> elements(byte[] batch) {
        if (batch.length > LARGEST) {
            throw new Refused(
                    AuditError.NOT_A_BATCH, "The batch has %d bytes.".formatted(batch.length));
        }
        try {
            if (!(JSON.readValue(batch, Object.class) instanceof List<?> elements)) {
                throw new Refused(AuditError.NOT_A_BATCH, "The body is not a JSON array.");
            }
            if (elements.size() > AuditApi.LARGEST_BATCH) {
                throw new Refused(
                        AuditError.NOT_A_BATCH,
                        "The batch has %d events.".formatted(elements.size()));
            }
            return elements;
        } catch (JsonProcessingException e) {
            throw new Refused(AuditError.NOT_A_BATCH, "Not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Received read(Object element) {
        String id =
                element instanceof Map<?, ?> event && event.get("id") instanceof String text
                        ? text.substring(0, Math.min(text.length(), LONGEST_NAME))
                        : "";
        byte[] payload = sha256(String.valueOf(element).getBytes(UTF_8));
        try {
            payload = sha256(CanonicalJson.bytes(element));
            return incoming(element, payload);
        } catch (Refusal e) {
            return new Malformed(id, e.code, String.valueOf(e.getMessage()), payload);
        } catch (IllegalArgumentException e) {
            return new Malformed(id, "malformed", String.valueOf(e.getMessage()), payload);
        }
    }

    private Incoming incoming(Object element, byte[] payload) {
        Map<?, ?> event = object("the event", element);
        check(event, "specversion", "1.0"::equals, "is not 1.0");
        check(event, "source", source()::equals, "is not that of " + producer);
        String time = check(event, "time", CloudEventReader::isTime, "has no such form");
        String stream = check(event, "partitionkey", this::isStream, "is no stream of " + producer);
        String sequence =
                check(event, "sequence", SEQUENCE.asMatchPredicate()::test, "is no number");
        long seq = Long.parseLong(sequence);
        SealedEvent sealed = sealed(event, object("data", event.get("data")));
        byte[] leaf = Leaf.bytes(sealed, time, source(), stream, seq);
        if (leaf.length > Leaf.LARGEST) {
            throw new Refusal("too_large", "its public part has %d bytes".formatted(leaf.length));
        }
        return new Incoming(sealed, time, source(), stream, seq, payload, leaf, Hash.ofLeaf(leaf));
    }

    private String source() {
        return "urn:countersign:" + producer;
    }

    private boolean isStream(String text) {
        return text.startsWith(producer + "/") && text.length() <= LONGEST_NAME;
    }

    private static boolean isTime(String text) {
        try {
            return TIME.matcher(text).matches() && Leaf.time(Instant.parse(text)).equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static SealedEvent sealed(Map<?, ?> event, Map<?, ?> data) {
        for (Object member : data.keySet()) {
            if (!DATA.contains(member)) {
                throw new IllegalArgumentException("data has an unknown member");
            }
        }
        Matcher type = TYPE.matcher(text(event, "type"));
        if (!type.matches()) {
            throw new IllegalArgumentException("type is not of the form dev.countersign.….v1");
        }
        Map<SectionName, Section> sections = sections(data.get("sealed"));
        return new SealedEvent(
                new EventId(text(event, "id")),
                type.group(1),
                new Story(
                        identifier(data, "agent", AgentId::new),
                        Optional.empty(),
                        identifier(data, "session", SessionId::new),
                        Optional.empty(),
                        identifier(data, "call", DecisionId::new)),
                attrs(data.get("attrs")),
                sections);
    }

    private static <T> Optional<T> identifier(
            Map<?, ?> data, String name, Function<String, T> kind) {
        return data.containsKey(name)
                ? Optional.of(kind.apply(text(data, name)))
                : Optional.empty();
    }

    /** Flat: strings, whole numbers and booleans, under names that need no escape. */
    private static Map<String, Object> attrs(@Nullable Object value) {
        Map<String, Object> attrs = new HashMap<>();
        object("attrs", value)
                .forEach(
                        (name, attr) -> {
                            boolean plain =
                                    attr instanceof String
                                            || attr instanceof Boolean
                                            || attr instanceof Integer
                                            || attr instanceof Long;
                            if (!plain || !name.toString().matches("[a-z][a-z0-9_]{0,63}")) {
                                throw new IllegalArgumentException("attrs is not flat");
                            }
                            attrs.put(name.toString(), attr);
                        });
        return attrs;
    }

    private static Map<SectionName, Section> sections(@Nullable Object value) {
        Map<SectionName, Section> sections = new EnumMap<>(SectionName.class);
        object("sealed", value)
                .forEach(
                        (key, content) -> {
                            SectionName name =
                                    SectionName.of(key.toString())
                                            .orElseThrow(
                                                    () ->
                                                            new IllegalArgumentException(
                                                                    "an unknown section"));
                            sections.put(name, section(name, object("the section", content)));
                        });
        return sections;
    }

    private static Section section(SectionName name, Map<?, ?> content) {
        byte[] body = text(content, "body").getBytes(UTF_8);
        if (body.length > SealedEvent.LONGEST_SECTION) {
            throw new Refusal("too_large", "section %s is too large".formatted(name.text()));
        }
        contents(body);
        return new Section(name, Base64.getUrlDecoder().decode(text(content, "salt")), body);
    }

    /**
     * The JSON object that a section's body is.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Map<?, ?> contents(byte[] body) {
        try {
            return object("the body of a section", JSON.readValue(body, Object.class));
        } catch (IOException e) {
            throw new IllegalArgumentException("the body of a section is not JSON", e);
        }
    }

    private static String check(
            Map<?, ?> event, String name, java.util.function.Predicate<String> form, String why) {
        String text = text(event, name);
        if (!form.test(text)) {
            throw name.equals("source") || name.equals("partitionkey")
                    ? new Refusal("foreign_source", name + " " + why)
                    : new IllegalArgumentException(name + " " + why);
        }
        return text;
    }

    private static String text(Map<?, ?> map, String name) {
        if (!(map.get(name) instanceof String text)) {
            throw new IllegalArgumentException(name + " is missing or no text");
        }
        return text;
    }

    private static Map<?, ?> object(String what, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(what + " is no JSON object");
        }
        return map;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Refusal extends RuntimeException {
        private final String code;

        Refusal(String code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }
    }
}
