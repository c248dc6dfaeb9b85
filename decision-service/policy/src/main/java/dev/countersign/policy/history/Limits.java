package dev.countersign.policy.history;

import dev.countersign.policy.action.Wild;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much a session may remember. What does not fit is remembered as not known, never as harmless:
 * a text is forgotten but not its file, and one name stands for all the files that do not fit.
 */
public final class Limits {
    /** Characters of one file. */
    public static final int LONGEST_TEXT = 64 * 1024;

    /** Characters of all files of a session. */
    public static final int MOST_TEXT = 1024 * 1024;

    public static final int MOST_FILES = 2_000;
    public static final int MOST_LABELS = 2_000;
    public static final int LONGEST_NAME = 1_024;

    private Limits() {}

    /** What of the traces is new to the history and fits into it. */
    public static Traces fitting(Traces traces, History history) {
        if (traces.isEmpty()) {
            return traces;
        }
        var deleted = new HashSet<>(traces.deleted());
        deleted.retainAll(history.files().keySet());
        return new Traces(labels(traces, history), files(traces, history), deleted);
    }

    private static Set<String> labels(Traces traces, History history) {
        int free = MOST_LABELS - history.labels().size();
        var fitting = new HashSet<String>();
        for (String label : traces.labels()) {
            boolean fits = free > 0 && label.length() <= LONGEST_NAME;
            String kept = Labels.WORDS.contains(label) || fits ? label : Labels.WROTE_ANYTHING;
            if (!history.labels().contains(kept) && fitting.add(kept)) {
                free--;
            }
        }
        return fitting;
    }

    private static Map<String, RememberedFile> files(Traces traces, History history) {
        if (traces.files().isEmpty()) {
            return Map.of();
        }
        int free = MOST_FILES - history.files().size();
        long space = MOST_TEXT - history.characters();
        var fitting = new HashMap<String, RememberedFile>();
        for (var entry : traces.files().entrySet()) {
            RememberedFile before = history.files().get(entry.getKey());
            if (before != null && before.digest().equals(entry.getValue().digest())) {
                continue;
            }
            boolean named = before != null || free-- > 0 && entry.getKey().length() <= LONGEST_NAME;
            long given = before == null ? 0 : before.text().map(String::length).orElse(0);
            RememberedFile file = cut(entry.getValue(), space + given);
            space += given - file.text().map(String::length).orElse(0);
            fitting.put(
                    named ? entry.getKey() : History.ANY_FILE, named ? file : file.withoutText());
        }
        return fitting;
    }

    private static RememberedFile cut(RememberedFile file, long space) {
        boolean fits =
                file.text()
                        .filter(text -> text.length() <= Math.min(LONGEST_TEXT, space))
                        .isPresent();
        return fits ? file : file.withoutText();
    }

    /** A text that could be anything, or begins so, is no content. */
    static boolean isUnknown(String text) {
        String plain = text.replace(RememberedFile.CHANGED, "").strip();
        return Wild.isWhollyUnknown(plain) || plain.startsWith(String.valueOf(Wild.ANYTHING));
    }
}
