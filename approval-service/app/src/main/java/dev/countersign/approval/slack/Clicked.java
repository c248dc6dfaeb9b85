package dev.countersign.approval.slack;

/**
 * What somebody did to a card.
 *
 * @param ts the message
 * @param actTs what tells this act from a repetition of it
 * @param value what the button carried, from outside and not compared with anything yet
 * @param reason for a denial
 */
record Clicked(
        Interaction.Sender sender,
        String channel,
        String ts,
        Act act,
        String actTs,
        String value,
        String reason) {

    /** What the click asks for. */
    enum Act {
        APPROVE,
        DENY,
        /** Wants to be asked for the reason of a denial. */
        ASK
    }
}
