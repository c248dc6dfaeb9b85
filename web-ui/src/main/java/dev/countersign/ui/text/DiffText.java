package dev.countersign.ui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff for the eye, line by line and complete.
 *
 * @param added number of added lines
 * @param removed number of removed lines
 */
public record DiffText(List<Line> lines, int added, int removed) {

    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@.*");

    public enum Kind {
        FILE,
        HUNK,
        ADDED,
        REMOVED,
        SAME
    }

    /**
     * One line of it.
     *
     * @param before its number in the old file; empty if it is not in there
     * @param after its number in the new file
     * @param sign plus, minus or a space, so that colour is not the only difference
     */
    public record Line(Kind kind, String before, String after, String sign, List<Piece> pieces) {

        public String style() {
            return switch (kind) {
                case FILE -> "file";
                case HUNK -> "hunk";
                case ADDED -> "added";
                case REMOVED -> "removed";
                case SAME -> "same";
            };
        }

        /** What a screen reader says before the line. */
        public String spoken() {
            return switch (kind) {
                case ADDED -> "added:";
                case REMOVED -> "removed:";
                case FILE, HUNK, SAME -> "";
            };
        }
    }

    /** True if some character in it had to be written as an escape. */
    public boolean hides() {
        return lines.stream()
                .flatMap(line -> line.pieces().stream())
                .anyMatch(piece -> piece.kind() == Piece.Kind.ESCAPED);
    }

    public static DiffText of(String diff) {
        Reader reader = new Reader();
        String text = diff.endsWith("\n") ? diff.substring(0, diff.length() - 1) : diff;
        text.lines().forEach(reader::add);
        return new DiffText(List.copyOf(reader.lines), reader.added, reader.removed);
    }

    private static final class Reader {

        private final List<Line> lines = new ArrayList<>();
        private int before;
        private int after;
        private boolean inHunk;
        private int added;
        private int removed;

        void add(String line) {
            Matcher hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                before = Integer.parseInt(hunk.group(1));
                after = Integer.parseInt(hunk.group(2));
                inHunk = true;
                put(Kind.HUNK, "", "", "", line);
            } else if (!inHunk) {
                put(Kind.FILE, "", "", "", line);
            } else if (line.startsWith("+")) {
                added++;
                put(Kind.ADDED, "", "" + after++, "+", line.substring(1));
            } else if (line.startsWith("-")) {
                removed++;
                put(Kind.REMOVED, "" + before++, "", "−", line.substring(1));
            } else if (line.startsWith(" ") || line.isEmpty()) {
                put(
                        Kind.SAME,
                        "" + before++,
                        "" + after++,
                        " ",
                        line.isEmpty() ? "" : line.substring(1));
            } else {
                inHunk = line.startsWith("\\");
                put(Kind.FILE, "", "", "", line);
            }
        }

        private void put(Kind kind, String old, String now, String sign, String text) {
            lines.add(new Line(kind, old, now, sign, VisibleText.of(text)));
        }
    }
}
