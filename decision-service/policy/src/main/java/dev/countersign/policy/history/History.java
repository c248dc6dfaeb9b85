package dev.countersign.policy.history;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.masking.Masker;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a session remembers of the calls that proceeded: labels, which are only ever added, and the
 * files that the agent wrote. Immutable.
 */
public final class History {
    public static final History NONE = new History(Set.of(), Map.of());

    /** The name of a file that stands for every one that is not remembered by its own name. */
    static final String ANY_FILE = String.valueOf(Wild.ANYTHING);

    /** What an entry of a map costs beside its texts, about. */
    private static final int ENTRY = 120;

    /** Rules of an organisation's own may find a secret in a word that is no shorter. */
    private static final int LONG_WORD = 16;

    private final Set<String> labels;
    private final NavigableMap<String, RememberedFile> files;
    private final List<String> unlocated;
    private final long characters;

    private History(Set<String> labels, Map<String, RememberedFile> files) {
        this.labels = Set.copyOf(labels);
        this.files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
        this.unlocated = files.keySet().stream().filter(path -> !Wild.isLiteral(path)).toList();
        this.characters =
                files.values().stream()
                        .mapToLong(file -> file.text().map(String::length).orElse(0))
                        .sum();
    }

    /**
     * @param files by absolute path
     */
    public static History of(Collection<String> labels, Map<String, RememberedFile> files) {
        return labels.isEmpty() && files.isEmpty() ? NONE : new History(Set.copyOf(labels), files);
    }

    public Set<String> labels() {
        return labels;
    }

    public Map<String, RememberedFile> files() {
        return files;
    }

    /** What is remembered of the file; what was written where nobody knows could be any file. */
    public Optional<RememberedFile> file(String path) {
        RememberedFile file = files.get(path);
        if (file != null || unlocated.isEmpty()) {
            return Optional.ofNullable(file);
        }
        return unlocated.stream()
                .filter(name -> couldBe(name, path))
                .findFirst()
                .map(files::get)
                .map(RememberedFile::withoutText);
    }

    private static boolean couldBe(String name, String path) {
        int first = firstMark(name);
        int last = name.length() - 1 - firstMark(new StringBuilder(name).reverse().toString());
        int hidden = path.length() - (name.length() - (last - first + 1));
        return hidden >= 0
                && path.startsWith(name.substring(0, first))
                && path.endsWith(name.substring(last + 1))
                && (name.charAt(first) != Wild.STAR || mayBeSecret(path, first, hidden));
    }

    /** In a name that was masked a secret stood, so that it is no other name of the same folder. */
    private static boolean mayBeSecret(String path, int from, int length) {
        boolean longWord = length >= LONG_WORD && path.indexOf('/', from) < 0;
        return longWord || Masker.hasMask(Masker.shipped().text(path));
    }

    private static int firstMark(String name) {
        int at = 0;
        while (at < name.length() && !Wild.isMark(name.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The remembered files in a folder, the file of that name included. */
    public Map<String, RememberedFile> within(String folder) {
        String start = folder.endsWith("/") ? folder : folder + "/";
        String end = start.substring(0, start.length() - 1) + (char) ('/' + 1);
        var found = new HashMap<>(files.subMap(start, end));
        RememberedFile file = files.get(folder);
        if (file != null) {
            found.put(folder, file);
        }
        return found;
    }

    /** This and what a call left behind, which {@link Limits} has cut. */
    public History after(Traces traces) {
        if (traces.isEmpty()) {
            return this;
        }
        var more = new HashSet<>(labels);
        more.addAll(traces.labels());
        var now = new TreeMap<>(files);
        traces.deleted().forEach(now::remove);
        now.putAll(traces.files());
        return new History(more, now);
    }

    /** How many characters of content are kept. */
    public long characters() {
        return characters;
    }

    /** About how many bytes this takes in memory. */
    public long weight() {
        long names =
                Stream.concat(labels.stream(), files.keySet().stream())
                        .mapToLong(name -> name.length() + ENTRY)
                        .sum();
        return 2 * (names + characters);
    }
}
