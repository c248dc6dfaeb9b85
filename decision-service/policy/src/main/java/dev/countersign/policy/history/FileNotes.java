package dev.countersign.policy.history;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the examination of a call notes about the content of files.
 *
 * @param written by absolute path, what files hold after the call, with the marks of unknown text
 * @param deleted files that the call certainly deletes
 * @param used the remembered files whose content counted, with their digests
 */
public record FileNotes(
        Map<String, String> written, Set<String> deleted, Map<String, String> used) {
    public static final FileNotes NONE = new FileNotes(Map.of(), Set.of(), Map.of());

    /** Another one whenever a remembered file that counts holds something else; empty for none. */
    public String digestOfUsed() {
        return used.isEmpty() ? "" : RememberedFile.of(new TreeMap<>(used).toString()).digest();
    }

    public FileNotes {
        written = Map.copyOf(written);
        deleted = Set.copyOf(deleted);
        used = Map.copyOf(used);
    }
}
