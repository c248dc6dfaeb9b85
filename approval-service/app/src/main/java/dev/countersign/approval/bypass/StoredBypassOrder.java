package dev.countersign.approval.bypass;

import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.request.StoredJson;
import jakarta.persistence.Converter;

/** Keeps the order of a bypass. */
@Converter
public class StoredBypassOrder extends StoredJson<BypassOrder> {

    public StoredBypassOrder() {
        super(BypassOrder.class);
    }
}
