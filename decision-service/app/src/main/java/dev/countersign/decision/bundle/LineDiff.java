package dev.countersign.decision.bundle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines that went and lines that came, in order, as {@code -} and {@code +}. */
public final class LineDiff {

    /** Past this many pairs of lines the texts are shown whole, one after the other. */
    private static final long MOST_PAIRS = 4_000_000;

    private LineDiff() {}

    public static String between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        int oldEnd = old.size();
        int nowEnd = now.size();
        while (oldEnd > start
                && nowEnd > start
                && old.get(oldEnd - 1).equals(now.get(nowEnd - 1))) {
            oldEnd--;
            nowEnd--;
        }
        return String.join("\n", changed(old.subList(start, oldEnd), now.subList(start, nowEnd)));
    }

    private static List<String> changed(List<String> old, List<String> now) {
        List<String> lines = new ArrayList<>();
        if ((long) old.size() * now.size() > MOST_PAIRS) {
            old.forEach(line -> lines.add("-" + line));
            now.forEach(line -> lines.add("+" + line));
            return lines;
        }
        int[][] common = common(old, now);
        int i = 0;
        int j = 0;
        Deque<String> came = new ArrayDeque<>();
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                drain(came, lines);
                i++;
                j++;
            } else if (j >= now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("-" + old.get(i++));
            } else {
                came.add("+" + now.get(j++));
            }
        }
        drain(came, lines);
        return lines;
    }

    private static void drain(Deque<String> from, List<String> into) {
        into.addAll(from);
        from.clear();
    }

    /** Length of the longest common sequence of the lines from i and from j on. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] =
                        old.get(i).equals(now.get(j))
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
