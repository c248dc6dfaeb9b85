package dev.countersign.approval.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.util.json.GsonFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Slack's limits for what a card is made of. Slack refuses a whole message for one breach, so a
 * card that breaks one is never sent.
 */
final class Limits {

    private static final int BLOCKS = 50;
    private static final int TEXT = 4_000;

    /** Slack counts all blocks of a message together and refuses a little above this. */
    private static final int ALL_BLOCKS = 12_000;

    private Limits() {}

    static boolean allow(String text, List<LayoutBlock> blocks) {
        try {
            check(text, blocks);
            return true;
        } catch (IllegalStateException tooLong) {
            return false;
        }
    }

    /**
     * @throws IllegalStateException if Slack would refuse the message
     */
    static void check(String text, List<LayoutBlock> blocks) {
        atMost("text", text, TEXT);
        atMost("number of blocks", blocks.size(), BLOCKS);
        atMost(
                "all blocks",
                GsonFactory.createSnakeCase().toJsonTree(blocks).toString(),
                ALL_BLOCKS);
        Set<String> ids = new HashSet<>();
        for (LayoutBlock block : blocks) {
            atMost("block_id", block.getBlockId(), 255);
            if (block.getBlockId() != null && !ids.add(block.getBlockId())) {
                throw new IllegalStateException(
                        "block_id " + block.getBlockId() + " is not unique");
            }
            check(block);
        }
    }

    private static void check(LayoutBlock block) {
        if (block instanceof HeaderBlock header) {
            atMost("header", header.getText().getText(), 150);
        } else if (block instanceof ContextBlock context) {
            atMost("context elements", context.getElements().size(), 10);
            context.getElements().forEach(Limits::check);
        } else if (block instanceof ActionsBlock actions) {
            atMost("actions", actions.getElements().size(), 25);
            actions.getElements().forEach(Limits::check);
        } else if (!(block instanceof RichTextBlock)) {
            throw new IllegalStateException("No limits are known for a " + block.getType());
        }
    }

    private static void check(ContextBlockElement element) {
        if (element instanceof MarkdownTextObject markup) {
            atMost("context", markup.getText(), 3_000);
        } else {
            throw new IllegalStateException("No limits are known for " + element);
        }
    }

    private static void check(BlockElement element) {
        if (!(element instanceof ButtonElement button)) {
            throw new IllegalStateException("No limits are known for " + element);
        }
        atMost("action_id", button.getActionId(), 255);
        atMost("button", button.getText().getText(), 75);
        atMost("button value", button.getValue(), 2_000);
        atMost("button url", button.getUrl(), 3_000);
        if (button.getConfirm() != null) {
            check(button.getConfirm());
        }
    }

    private static void check(ConfirmationDialogObject confirm) {
        atMost("confirm title", confirm.getTitle().getText(), 100);
        atMost("confirm text", confirm.getText().getText(), 300);
        atMost("confirm", confirm.getConfirm().getText(), 30);
        atMost("confirm deny", confirm.getDeny().getText(), 30);
    }

    private static void atMost(String what, @Nullable String text, int longest) {
        if (text != null) {
            atMost("length of " + what, text.length(), longest);
        }
    }

    private static void atMost(String what, int size, int most) {
        if (size > most) {
            throw new IllegalStateException(
                    "Slack takes at most %d as %s, not %d".formatted(most, what, size));
        }
    }
}
