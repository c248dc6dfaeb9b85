package dev.countersign.policy.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of shell lines: one per line under headings that begin with {@code ##}; a line end inside
 * is written as ⏎ and a tab as ⇥.
 */
public final class FoldedLines {
    private FoldedLines() {}

    /** One line of shell and the heading it stands under. */
    public record Entry(String heading, String text) {}

    /** Reads a resource that stands beside a class. */
    public static List<Entry> read(Class<?> beside, String resource) {
        try (var in = beside.getResourceAsStream(resource)) {
            return entries(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Entry> entries(String file) {
        var entries = new ArrayList<Entry>();
        String heading = "";
        for (String line : file.lines().toList()) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (!line.isBlank() && !line.startsWith("# ")) {
                entries.add(new Entry(heading, unfolded(line)));
            }
        }
        return entries;
    }

    /** The text as it stands in such a file. */
    public static String folded(String text) {
        return text.replace('\n', '⏎').replace('\t', '⇥');
    }

    private static String unfolded(String line) {
        return line.replace('⏎', '\n').replace('⇥', '\t');
    }
}
