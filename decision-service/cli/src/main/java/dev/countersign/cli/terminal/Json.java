package dev.countersign.cli.terminal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** JSON as the services speak it: a document that two readers could read differently is refused. */
public final class Json {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        mapper.enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        return mapper;
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads an object.
     *
     * @param name what is read, for the message if it is none
     */
    public static Map<String, Object> object(String name, String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Map<String, Object> fields;
        try {
            fields = plain.stripLeading().startsWith("{") ? MAPPER.readValue(plain, FIELDS) : null;
        } catch (MismatchedInputException e) {
            throw new Unusable(name + " goes on behind the JSON object.");
        } catch (JsonProcessingException e) {
            throw new Unusable(name + " is no valid JSON: " + where(e) + why(e));
        }
        if (fields == null) {
            throw new Unusable(name + " is no JSON object.");
        }
        return fields;
    }

    /** The object, if the text is one. */
    public static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** The items, if the text is a list. */
    public static Optional<List<JsonNode>> list(String text) {
        try {
            JsonNode read = MAPPER.readTree(text);
            return read.isArray()
                    ? Optional.of(StreamSupport.stream(read.spliterator(), false).toList())
                    : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : "line %d, column %d: "
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static String why(JsonProcessingException e) {
        return Visible.line(String.valueOf(e.getOriginalMessage()));
    }
}
