package dev.countersign.policy.history;

import dev.countersign.policy.action.Facts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a call that may proceed leaves behind.
 *
 * @param labels to add
 * @param files written, by absolute path
 * @param deleted paths of files that are no more
 */
public record Traces(Set<String> labels, Map<String, RememberedFile> files, Set<String> deleted) {
    public static final Traces NONE = new Traces(Set.of(), Map.of(), Set.of());

    public Traces {
        labels = Set.copyOf(labels);
        files = Map.copyOf(files);
        deleted = Set.copyOf(deleted);
    }

    /**
     * @param root the session's folder: labels of files in it have their path from there on
     * @param call tells this call from others
     */
    public static Traces of(Facts facts, String root, String call) {
        Map<String, RememberedFile> files = new WrittenFiles(facts, root, call).all();
        Set<String> labels = CallLabels.of(facts, root);
        return labels.isEmpty() && files.isEmpty() && facts.notes().deleted().isEmpty()
                ? NONE
                : new Traces(labels, files, facts.notes().deleted());
    }

    public static Traces label(String label) {
        return new Traces(Set.of(label), Map.of(), Set.of());
    }

    /** What both leave behind, the other one later. */
    public Traces and(Traces later) {
        var all = new HashSet<>(labels);
        all.addAll(later.labels);
        var written = new HashMap<>(files);
        later.deleted.forEach(written::remove);
        written.putAll(later.files);
        var gone = new HashSet<>(deleted);
        gone.addAll(later.deleted);
        gone.removeAll(written.keySet());
        return new Traces(all, written, gone);
    }

    public boolean isEmpty() {
        return labels.isEmpty() && files.isEmpty() && deleted.isEmpty();
    }

    /**
     * As it may be stored.
     *
     * @param mask takes the secrets out of a text
     */
    public Traces masked(UnaryOperator<String> mask) {
        return isEmpty() ? this : new MaskedTraces(mask).of(this);
    }
}
