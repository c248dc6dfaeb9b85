package dev.countersign.policy.tool;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.history.EditedText;
import dev.countersign.policy.history.FileMemory;
import dev.countersign.policy.shell.Patch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What files hold after a tool that writes texts into them. */
final class WrittenContent {
    private static final String UNKNOWN = String.valueOf(Wild.ANYTHING);

    private final Action action;
    private final FileMemory memory;

    WrittenContent(Action action, FileMemory memory) {
        this.action = action;
        this.memory = memory;
    }

    void whole(String path, Optional<String> text) {
        memory.wrote(resolved(path), text.orElse(UNKNOWN));
    }

    void edited(String path) {
        var text = new EditedText(before(path));
        edit(text, action.input());
        memory.wrote(resolved(path), text.text());
    }

    void editedOften(String path) {
        var text = new EditedText(before(path));
        if (action.input().get("edits") instanceof List<?> edits) {
            for (Object one : edits) {
                if (one instanceof Map<?, ?> edit) {
                    edit(text, edit);
                }
            }
        }
        memory.wrote(resolved(path), text.text());
    }

    private static void edit(EditedText text, Map<?, ?> edit) {
        String old = edit.get("old_string") instanceof String given ? given : "";
        String replacement = edit.get("new_string") instanceof String given ? given : "";
        if (Boolean.TRUE.equals(edit.get("replace_all"))) {
            text.replaceEach(old, replacement);
        } else {
            text.replaceOnce(old, replacement);
        }
    }

    void patched(Patch.FileChange change) {
        if (change.access() == Access.DELETE) {
            memory.deleted(resolved(change.path()));
            return;
        }
        Optional<String> before = before(change.from());
        if (change.hunks().isEmpty() && before.isEmpty()) {
            return;
        }
        var text = new EditedText(before);
        change.hunks().forEach(hunk -> text.replaceOnce(hunk.before(), hunk.after()));
        memory.wrote(resolved(change.path()), text.text());
    }

    /** Looking at it does not mean that the call runs it. */
    private Optional<String> before(String path) {
        return Optional.ofNullable(memory.history().files().get(resolved(path)))
                .map(file -> file.text().orElse(UNKNOWN));
    }

    private String resolved(String path) {
        return Place.resolve(path, action.cwd());
    }
}
