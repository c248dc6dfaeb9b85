package dev.countersign.policy.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known about the content of files while one call is examined. */
public final class FileMemory {
    private final History history;
    private final Map<String, String> written = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<String, String> used = new HashMap<>();

    public FileMemory(History history) {
        this.history = history;
    }

    public History history() {
        return history;
    }

    /** From earlier calls; that this call depends on it is noted. */
    public Optional<RememberedFile> remembered(String path) {
        Optional<RememberedFile> file = history.file(path);
        file.ifPresent(one -> used.put(path, one.digest()));
        return file;
    }

    /** What the file holds after this call. */
    public void wrote(String path, String text) {
        written.put(path, text);
        deleted.remove(path);
    }

    /** The file is certainly gone after this call. */
    public void deleted(String path) {
        deleted.add(path);
        written.remove(path);
    }

    public FileNotes notes() {
        return written.isEmpty() && deleted.isEmpty() && used.isEmpty()
                ? FileNotes.NONE
                : new FileNotes(written, deleted, used);
    }
}
