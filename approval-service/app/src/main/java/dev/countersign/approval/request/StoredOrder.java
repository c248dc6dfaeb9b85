package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.audit.api.CanonicalJson;
import jakarta.persistence.Converter;

/** Keeps the order of a request. */
@Converter
public class StoredOrder extends StoredJson<ApprovalOrder> {

    public StoredOrder() {
        super(ApprovalOrder.class);
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
}
