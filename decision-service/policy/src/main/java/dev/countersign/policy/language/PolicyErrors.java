package dev.countersign.policy.language;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Policy files were refused; every error found in them, file by file and in the order of each file.
 */
public final class PolicyErrors extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SortedMap<String, List<PolicyError>> byFile;

    /**
     * @param byFile the errors by the name of their file; at least one
     */
    public PolicyErrors(Map<String, List<PolicyError>> byFile) {
        super(text(new TreeMap<>(byFile)));
        this.byFile = Collections.unmodifiableSortedMap(new TreeMap<>(byFile));
    }

    public PolicyErrors(String file, List<PolicyError> errors) {
        this(Map.of(file, List.copyOf(errors)));
    }

    private static String text(SortedMap<String, List<PolicyError>> byFile) {
        return byFile.entrySet().stream()
                .flatMap(file -> file.getValue().stream().map(error -> file.getKey() + ":" + error))
                .collect(Collectors.joining("\n"));
    }

    /** The file that has errors; the first of them when there are several. */
    public String file() {
        return byFile.firstKey();
    }

    /** The errors of all files. */
    public List<PolicyError> errors() {
        return byFile.values().stream().flatMap(List::stream).toList();
    }

    public SortedMap<String, List<PolicyError>> byFile() {
        return byFile;
    }
}
