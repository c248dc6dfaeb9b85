package dev.countersign.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows in columns as wide as what is in them. Where the screen is too narrow the wide columns wrap,
 * and where that is not enough the last ones go under what the row is about.
 */
public final class Table {
    private static final String INDENT = "  ";
    private static final int GAP = 2;

    /** A word longer than this may be broken. */
    private static final int LONG_WORD = 28;

    private final Screen screen;
    private final int lead;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * @param lead how many short cells a row begins with, before the one that it is about
     */
    public Table(Screen screen, int lead) {
        this.screen = screen;
        this.lead = lead;
    }

    /** A piece of a row: one line of text. */
    public record Cell(Ink ink, String text) {
        public static Cell of(String text) {
            return new Cell(Ink.PLAIN, text);
        }
    }

    /** All rows have equally many cells. */
    public void add(Cell... cells) {
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(PrintWriter out) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = naturalWidths();
        int wanted = screen.columns() - INDENT.length() - GAP * (widths.length - 1);
        if (fit(widths, leastWidths(), wanted)) {
            rows.forEach(row -> printRow(row, widths, out));
        } else {
            int[] natural = naturalWidths();
            rows.forEach(row -> printStacked(row, natural, out));
        }
    }

    private int[] naturalWidths() {
        return IntStream.range(0, rows.getFirst().size())
                .map(
                        column ->
                                rows.stream()
                                        .mapToInt(row -> Visible.width(row.get(column).text()))
                                        .max()
                                        .orElse(0))
                .toArray();
    }

    /** No column gets narrower than this: its longest word, within reason. */
    private int[] leastWidths() {
        return IntStream.range(0, rows.getFirst().size())
                .map(
                        column ->
                                rows.stream()
                                        .flatMap(
                                                row -> Stream.of(row.get(column).text().split(" ")))
                                        .mapToInt(word -> Math.min(Visible.width(word), LONG_WORD))
                                        .max()
                                        .orElse(0))
                .toArray();
    }

    /** Takes from the column that has most to give until all fit; says whether they do. */
    private static boolean fit(int[] widths, int[] least, int wanted) {
        for (int over = IntStream.of(widths).sum() - wanted; over > 0; over--) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                if (widths[column] - least[column] > widths[widest] - least[widest]) {
                    widest = column;
                }
            }
            if (widths[widest] <= least[widest]) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    private void printRow(List<Cell> row, int[] widths, PrintWriter out) {
        List<List<String>> columns =
                IntStream.range(0, widths.length)
                        .mapToObj(
                                column ->
                                        Wrapping.lines(
                                                row.get(column).text(),
                                                Math.max(1, widths[column])))
                        .toList();
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            out.println(INDENT + line(row, widths, line, columns));
        }
    }

    private String line(List<Cell> row, int[] widths, int line, List<List<String>> columns) {
        var text = new StringBuilder();
        int missing = 0;
        for (int column = 0; column < row.size(); column++) {
            List<String> lines = columns.get(column);
            String part = line < lines.size() ? lines.get(line) : "";
            if (!part.isEmpty()) {
                text.repeat(' ', missing);
                text.append(screen.paint(row.get(column).ink(), part));
                missing = 0;
            }
            missing += widths[column] - Visible.width(part) + GAP;
        }
        return text.toString();
    }

    /** The first cells, beside them what leads, and under that the rest in one line. */
    private void printStacked(List<Cell> row, int[] widths, PrintWriter out) {
        String head = line(row.subList(0, lead), widths, 0, single(row.subList(0, lead)));
        int beside = INDENT.length() + GAP * lead + IntStream.of(widths).limit(lead).sum();
        boolean fits = screen.columns() - beside >= LONG_WORD;
        String indent = fits ? " ".repeat(beside) : INDENT.repeat(2);
        List<String> lines = under(row, screen.columns() - indent.length());
        String gap = " ".repeat(widths[lead - 1] - Visible.width(row.get(lead - 1).text()) + GAP);
        out.println(INDENT + head + (fits ? gap + lines.getFirst() : ""));
        lines.stream().skip(fits ? 1 : 0).forEach(line -> out.println(indent + line));
    }

    private List<String> under(List<Cell> row, int width) {
        var lines = new ArrayList<String>();
        Cell leading = row.get(lead);
        Wrapping.lines(leading.text(), width)
                .forEach(line -> lines.add(screen.paint(leading.ink(), line)));
        String rest =
                row.stream().skip(lead + 1L).map(Cell::text).collect(Collectors.joining(" · "));
        Wrapping.lines(rest, width).forEach(line -> lines.add(screen.paint(Ink.DIM, line)));
        return lines;
    }

    private static List<List<String>> single(List<Cell> row) {
        return row.stream().map(cell -> List.of(cell.text())).toList();
    }
}
