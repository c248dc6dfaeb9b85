package dev.countersign.decision.hook;

import dev.countersign.decision.api.DecisionView;
import java.util.Map;

/**
 * One agent product's way of asking and being answered.
 *
 * <p>A reply is exactly what the client reads, and nothing that it does not know: some clients
 * discard a refusal with one unknown field and then run the tool.
 */
interface Dialect {

    /** The product, as it stands in the address. */
    String client();

    /**
     * Reads a payload. Unknown fields are ignored.
     *
     * @throws Unreadable if it is not what this client sends
     */
    HookCall read(byte[] payload);

    /** The reply to a proposed call. */
    Map<String, Object> reply(DecisionView decision);

    /** Blocks a call that could not be decided, and says why. */
    Map<String, Object> refuse(String reason);

    /** Blocks a call at an event at which none is decided. */
    Map<String, Object> refuse(HookCall.Undecided call, String reason);

    /** The reply to what needs none. */
    Map<String, Object> nothing();

    /** The payload is not what this client sends. */
    final class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }
}
