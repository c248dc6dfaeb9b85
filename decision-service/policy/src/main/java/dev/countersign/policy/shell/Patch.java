package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which files a patch changes, in the agents' own form and as a unified diff. */
public final class Patch {
    /**
     * One file of a patch.
     *
     * @param from the name that the content had before
     * @param hunks what is replaced by what
     */
    public record FileChange(
            String path, String from, Access access, Change change, List<Hunk> hunks) {}

    /** Lines and what stands in their place afterwards; each ends with a line end. */
    public record Hunk(String before, String after) {}

    private final List<FileChange> files = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<Hunk> hunks = new ArrayList<>();
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder after = new StringBuilder();
    private String from = "";
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
            String source = path == null ? "" : path;
            open(line.substring(line.indexOf(" to ") + 4), Access.CREATE);
            from = source;
        } else if (line.startsWith("rename from ")) {
            open(line.substring("rename from ".length()), Access.DELETE);
        } else if (line.startsWith("diff --git ")) {
            open(line.substring(line.lastIndexOf(" b/") + 3), Access.WRITE);
        } else if (line.startsWith("--- ") || line.startsWith("+++ ")) {
            header(line.substring(4));
        } else if (line.startsWith("+")) {
            added.add(line.substring(1));
            after.append(line, 1, line.length()).append('\n');
        } else if (line.startsWith("-")) {
            removed++;
            before.append(line, 1, line.length()).append('\n');
        } else if (line.startsWith(" ") || line.isEmpty()) {
            String kept = line.isEmpty() ? "" : line.substring(1);
            before.append(kept).append('\n');
            after.append(kept).append('\n');
        } else {
            hunk();
        }
    }

    private void hunk() {
        if (!before.toString().contentEquals(after)) {
            hunks.add(new Hunk(before.toString(), after.toString()));
        }
        before.setLength(0);
        after.setLength(0);
    }

    private void moveTo(String target) {
        String source = path == null ? target.trim() : path;
        if (path != null) {
            access = Access.DELETE;
        }
        open(target, Access.CREATE);
        from = source;
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
        from = path;
        access = how;
    }

    private void close() {
        hunk();
        if (path != null) {
            var change = new Change(List.copyOf(added), removed);
            files.add(new FileChange(path, from, access, change, List.copyOf(hunks)));
        }
        path = null;
        added.clear();
        hunks.clear();
        removed = 0;
    }
}
