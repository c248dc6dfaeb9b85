package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which files a patch changes, in the agents' own form and as a unified diff. */
public final class Patch {
    /** One file of a patch. */
    public record FileChange(String path, Access access, Change change) {}

    private final List<FileChange> files = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private int removed;
    private @Nullable String path;
    private Access access = Access.WRITE;

    private Patch() {}

    public static List<FileChange> files(String text) {
        var patch = new Patch();
        text.lines().forEach(patch::line);
        patch.close();
        return patch.files;
    }

    private void line(String line) {
        if (line.startsWith("*** Add File: ")) {
            open(line.substring("*** Add File: ".length()), Access.CREATE);
        } else if (line.startsWith("*** Update File: ")) {
            open(line.substring("*** Update File: ".length()), Access.WRITE);
        } else if (line.startsWith("*** Delete File: ")) {
            open(line.substring("*** Delete File: ".length()), Access.DELETE);
        } else if (line.startsWith("*** Move to: ")) {
            moveTo(line.substring("*** Move to: ".length()));
        } else if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
            open(line.substring(line.indexOf(" to ") + 4), Access.CREATE);
        } else if (line.startsWith("rename from ")) {
            open(line.substring("rename from ".length()), Access.DELETE);
        } else if (line.startsWith("diff --git ")) {
            open(line.substring(line.lastIndexOf(" b/") + 3), Access.WRITE);
        } else if (line.startsWith("--- ") || line.startsWith("+++ ")) {
            header(line.substring(4));
        } else if (line.startsWith("+")) {
            added.add(line.substring(1));
        } else if (line.startsWith("-")) {
            removed++;
        }
    }

    private void moveTo(String target) {
        if (path != null) {
            access = Access.DELETE;
        }
        open(target, Access.CREATE);
    }

    private void header(String name) {
        String file = name.split("\t", 2)[0].trim();
        if (!file.equals("/dev/null")) {
            String plain =
                    file.startsWith("a/") || file.startsWith("b/") ? file.substring(2) : file;
            if (!plain.equals(path)) {
                open(plain, Access.WRITE);
            }
        }
    }

    private void open(String file, Access how) {
        close();
        path = file.trim();
        access = how;
    }

    private void close() {
        if (path != null) {
            files.add(new FileChange(path, access, new Change(List.copyOf(added), removed)));
        }
        path = null;
        added.clear();
        removed = 0;
    }
}
