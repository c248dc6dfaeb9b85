package dev.countersign.policy.shell;

import dev.countersign.policy.history.FileMemory;
import dev.countersign.policy.history.RememberedFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What files hold as far as this call or earlier ones of its session have written them. */
final class WrittenTexts {
    private final FileMemory memory;
    private final Map<String, String> written = new HashMap<>();
    private final Set<String> links = new HashSet<>();

    WrittenTexts(FileMemory memory) {
        this.memory = memory;
    }

    void now(String path, String text) {
        written.put(path, text);
    }

    void more(String path, String text) {
        written.put(path, textOf(path).map(before -> before + text).orElse(text));
    }

    /** It holds this or what it held before, so both count. */
    void perhaps(String path, String text) {
        more(path, textOf(path).isPresent() ? "\n" + text : text);
    }

    Optional<String> textOf(String path) {
        String text = written.get(path);
        return text != null
                ? Optional.of(text)
                : remembered(path).map(file -> file.text().orElse(Flow.UNKNOWN));
    }

    boolean isOfEarlierCall(String path) {
        return !written.containsKey(path) && remembered(path).isPresent();
    }

    boolean isOfUnknownContent(String path) {
        return !written.containsKey(path)
                && remembered(path).filter(file -> file.text().isEmpty()).isPresent();
    }

    private Optional<RememberedFile> remembered(String path) {
        return memory.remembered(path);
    }

    /** From now on another name of a file: what is written to that one later is not seen here. */
    void linked(String path) {
        links.add(path);
    }

    void leave() {
        written.forEach(memory::wrote);
        links.forEach(path -> memory.wrote(path, Flow.UNKNOWN));
    }
}
