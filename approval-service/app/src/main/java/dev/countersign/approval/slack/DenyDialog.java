package dev.countersign.approval.slack;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;

import com.slack.api.model.view.View;
import java.util.Optional;

/** Asks why somebody denies; the agent reads the answer. */
final class DenyDialog {

    static final String CALLBACK = "deny_reason";
    static final String BLOCK = "reason";
    static final String FIELD = "text";

    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    private DenyDialog() {}

    /**
     * The button that opened the dialog. Travels through Slack and is compared on its way back like
     * the button's own click.
     */
    record Origin(String channel, String ts, String value) {

        /** A text that is not ours becomes an origin that no card has. */
        static Origin parse(String metadata) {
            String[] parts = metadata.split(" ", 3);
            return parts.length == 3
                    ? new Origin(parts[0], parts[1], parts[2])
                    : new Origin("", "", "");
        }

        @Override
        public String toString() {
            return channel + " " + ts + " " + value;
        }
    }

    static View from(Origin origin) {
        return view(
                modal ->
                        modal.type("modal")
                                .callbackId(CALLBACK)
                                .privateMetadata(origin.toString())
                                .title(viewTitle(t -> t.type("plain_text").text("Deny request")))
                                .submit(viewSubmit(t -> t.type("plain_text").text("Deny")))
                                .close(viewClose(t -> t.type("plain_text").text("Back")))
                                .blocks(
                                        asBlocks(
                                                input(
                                                        reason ->
                                                                reason.blockId(BLOCK)
                                                                        .label(
                                                                                plainText(
                                                                                        "Reason (the agent will read it)"))
                                                                        .element(
                                                                                plainTextInput(
                                                                                        field ->
                                                                                                field.actionId(
                                                                                                                FIELD)
                                                                                                        .multiline(
                                                                                                                true)
                                                                                                        .minLength(
                                                                                                                SHORTEST)
                                                                                                        .maxLength(
                                                                                                                LONGEST)))))));
    }

    /** What to say about a reason that cannot be taken; empty if it can. */
    static Optional<String> complaintAbout(String reason) {
        int length = reason.strip().length();
        if (length < SHORTEST) {
            return Optional.of(
                    "Say why in at least %d characters; the agent will read it."
                            .formatted(SHORTEST));
        }
        return length > LONGEST
                ? Optional.of("Say it in at most %d characters.".formatted(LONGEST))
                : Optional.empty();
    }
}
