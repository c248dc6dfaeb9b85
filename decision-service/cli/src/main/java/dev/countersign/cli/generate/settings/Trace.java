package dev.countersign.cli.generate.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was generated into one file.
 *
 * @param created whether the file was not there before
 * @param containers the objects and lists that were made for it, the outer ones first
 */
public record Trace(boolean created, List<List<String>> containers, List<Entry> entries) {
    public static final Trace NONE = new Trace(false, List.of(), List.of());

    Trace and(Trace other) {
        return new Trace(
                created || other.created,
                Stream.concat(containers.stream(), other.containers.stream()).distinct().toList(),
                Stream.concat(entries.stream(), other.entries.stream()).distinct().toList());
    }

    boolean isEmpty() {
        return !created && containers.isEmpty() && entries.isEmpty();
    }
}
