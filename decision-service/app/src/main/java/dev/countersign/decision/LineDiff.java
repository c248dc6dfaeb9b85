package dev.countersign.decision;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What differs between two texts, line by line. Lines end at line feeds alone, so that a carriage
 * return within one cannot hide what stands behind it.
 */
public final class LineDiff {

    /** Past this many pairs of lines one text is shown as taken away and the other as added. */
    private static final long MOST_PAIRS = 4_000_000;

    private static final int CONTEXT = 3;

    private LineDiff() {}

    /**
     * Hunks in the unified form, each with the numbers of its lines and three lines around; empty
     * if nothing differs.
     */
    public static List<String> hunks(String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff("", "", old, patch(old, now), CONTEXT);
        return diff.size() < 2 ? List.of() : diff.subList(2, diff.size());
    }

    /** All lines of both in order, marked by {@code -}, {@code +} or a blank. */
    public static List<String> whole(String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        List<String> shown = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta : patch(old, now).getDeltas()) {
            old.subList(at, delta.getSource().getPosition()).forEach(line -> shown.add(" " + line));
            delta.getSource().getLines().forEach(line -> shown.add("-" + line));
            delta.getTarget().getLines().forEach(line -> shown.add("+" + line));
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        old.subList(at, old.size()).forEach(line -> shown.add(" " + line));
        return shown;
    }

    private static Patch<String> patch(List<String> old, List<String> now) {
        return (long) old.size() * now.size() > MOST_PAIRS
                ? Patch.generate(
                        old,
                        now,
                        List.of(
                                new com.github.difflib.algorithm.Change(
                                        DeltaType.CHANGE, 0, old.size(), 0, now.size())))
                : DiffUtils.diff(old, now);
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return Stream.of(body.split("\n", -1)).toList();
    }
}
