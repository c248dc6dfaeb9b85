package dev.countersign.approval.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.runtime.WireFormat;
import jakarta.persistence.AttributeConverter;

/** Keeps what was sent as the JSON in which it came, in a text column. */
public abstract class StoredJson<T> implements AttributeConverter<T, String> {

    static final ObjectMapper JSON = mapper();

    private final Class<T> type;

    protected StoredJson(Class<T> type) {
        this.type = type;
    }

    @Override
    public String convertToDatabaseColumn(T sent) {
        try {
            return JSON.writeValueAsString(sent);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("It cannot be written as JSON", e);
        }
    }

    @Override
    public T convertToEntityAttribute(String stored) {
        try {
            return JSON.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored " + type.getSimpleName() + " is damaged", e);
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper =
                JsonMapper.builder()
                        .findAndAddModules()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        new WireFormat().customize(mapper);
        return mapper;
    }
}
