package dev.countersign.approval.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.audit.api.CanonicalJson;
import dev.countersign.runtime.WireFormat;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps an order as the JSON in which it came. */
@Converter
public class StoredOrder implements AttributeConverter<ApprovalOrder, String> {

    private static final ObjectMapper JSON = mapper();

    @Override
    public String convertToDatabaseColumn(ApprovalOrder order) {
        try {
            return JSON.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The order cannot be written as JSON", e);
        }
    }

    @Override
    public ApprovalOrder convertToEntityAttribute(String stored) {
        try {
            return JSON.readValue(stored, ApprovalOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored order is damaged", e);
        }
    }

    /**
     * SHA-256 of an action's canonical JSON: what the dashboard and the API show, down to the last
     * character. Lower-case hexadecimal.
     *
     * @throws IllegalArgumentException if it holds what JSON cannot, such as half a surrogate pair
     */
    public static String digest(ShownAction action) {
        return CanonicalJson.digest(JSON.convertValue(action, Object.class));
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
