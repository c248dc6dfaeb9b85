package dev.countersign.ui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A unified diff for the eye, line by line and complete. Lines end at line feeds alone: a carriage
 * return inside of one must not begin another, which would have a sign of its own. Hunks may have
 * no header; their lines have no numbers then.
 *
 * @param added number of added lines
 * @param removed number of removed lines
 */
public record DiffText(List<Line> lines, int added, int removed) {

    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");

    private static final Pattern LINE_FEED = Pattern.compile("\n");

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
        LINE_FEED.splitAsStream(text).forEach(reader::add);
        return new DiffText(List.copyOf(reader.lines), reader.added, reader.removed);
    }

    private static final class Reader {

        private final List<Line> lines = new ArrayList<>();
        private int added;
        private int removed;
        private boolean inBody;
        private boolean numbered;
        private int before;
        private int after;
        private int beforeEnd;
        private int afterEnd;

        void add(String line) {
            if (inBody && numbered && before == beforeEnd && after == afterEnd) {
                inBody = line.startsWith("@@") || line.startsWith("\\");
            }
            Matcher hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                startHunk(hunk, line);
            } else if (inBody) {
                addToBody(line);
            } else {
                inBody = line.startsWith("+++ ");
                numbered = false;
                put(Kind.FILE, "", "", "", line);
            }
        }

        private void startHunk(Matcher hunk, String line) {
            before = Integer.parseInt(hunk.group(1));
            after = Integer.parseInt(hunk.group(3));
            beforeEnd = before + length(hunk.group(2));
            afterEnd = after + length(hunk.group(4));
            inBody = true;
            numbered = true;
            put(Kind.HUNK, "", "", "", line);
        }

        private static int length(@Nullable String written) {
            return written == null ? 1 : Integer.parseInt(written);
        }

        private void addToBody(String line) {
            String text = line.isEmpty() ? "" : line.substring(1);
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> {
                    added++;
                    put(Kind.ADDED, "", number(after++), "+", text);
                }
                case '-' -> {
                    removed++;
                    put(Kind.REMOVED, number(before++), "", "−", text);
                }
                case ' ' -> put(Kind.SAME, number(before++), number(after++), " ", text);
                default -> put(Kind.FILE, "", "", "", line);
            }
        }

        private String number(int line) {
            return numbered ? String.valueOf(line) : "";
        }

        private void put(Kind kind, String old, String now, String sign, String text) {
            lines.add(new Line(kind, old, now, sign, VisibleText.of(text)));
        }
    }
}
