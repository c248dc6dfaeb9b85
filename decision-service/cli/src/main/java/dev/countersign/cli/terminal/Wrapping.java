package dev.countersign.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks one line of text into several that are narrow enough, between words where it can. */
public final class Wrapping {
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int used;

    private Wrapping(int width) {
        this.width = width;
    }

    public static List<String> lines(String text, int width) {
        if (Visible.width(text) <= width) {
            return List.of(text);
        }
        var wrapping = new Wrapping(width);
        for (String word : text.split(" ", -1)) {
            wrapping.add(word);
        }
        wrapping.end();
        return List.copyOf(wrapping.lines);
    }

    private void add(String word) {
        int length = Visible.width(word);
        if (used > 0 && used + 1 + length > width) {
            end();
        } else if (used > 0) {
            put(' ');
        }
        word.codePoints()
                .forEach(
                        c -> {
                            if (used + Visible.width(c) > width) {
                                end();
                            }
                            put(c);
                        });
    }

    private void put(int c) {
        line.appendCodePoint(c);
        used += Visible.width(c);
    }

    private void end() {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
    }
}
