package dev.countersign.policy.history;

import dev.countersign.policy.action.Wild;
import java.util.Optional;

/**
 * A text while edits are applied to it. An edit that cannot be followed may not have happened, and
 * may have happened elsewhere in the file: then what was there before and what it adds both count.
 */
public final class EditedText {
    private final Optional<String> before;
    private final StringBuilder added = new StringBuilder();
    private String text;
    private boolean doubtful;

    /**
     * @param before empty for a file of the project that nobody has written in this session
     */
    public EditedText(Optional<String> before) {
        this.before = before;
        this.text = before.orElse("");
    }

    /** The old text stands there exactly once, or else the tool refuses. */
    public void replaceOnce(String old, String replacement) {
        added.append(replacement).append('\n');
        int at = text.indexOf(old);
        if (at >= 0 && text.indexOf(old, at + 1) < 0) {
            text = text.substring(0, at) + replacement + text.substring(at + old.length());
        } else {
            doubtful = true;
        }
    }

    public void replaceEach(String old, String replacement) {
        added.append(replacement).append('\n');
        if (!old.isEmpty() && text.contains(old)) {
            text = text.replace(old, replacement);
        } else {
            doubtful = true;
        }
    }

    /** What the file holds then, as far as it is known. */
    public String text() {
        if (before.isEmpty()) {
            return added.toString();
        }
        if (Limits.isUnknown(before.get())) {
            return String.valueOf(Wild.ANYTHING);
        }
        return doubtful ? before.get() + "\n" + added : text;
    }
}
