package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that the tests of a {@code find} expression ask for, in each of its alternatives. */
final class FindNames {
    private final Set<String> printed = new LinkedHashSet<>();
    private final List<String> current = new ArrayList<>();
    private boolean anyPrinted;
    private boolean pruned;
    private int depth;
    private int negated = -1;

    /** A word that shapes the expression: brackets, alternatives, folders left out. */
    void shape(String word, String before) {
        switch (word) {
            case "(" -> {
                boolean denies = before.equals("!") || before.equals("-not");
                negated = denies && negated < 0 ? depth : negated;
                depth++;
            }
            case ")" -> {
                depth--;
                negated = depth <= negated ? -1 : negated;
            }
            case "-o", "-or", "," -> {
                if (depth == 0) {
                    settle();
                }
            }
            case "-prune" -> pruned = true;
            default -> {}
        }
    }

    void named(String test, String pattern, String before) {
        if (negated >= 0 || before.equals("!") || before.equals("-not")) {
            return;
        }
        String last = pattern.substring(pattern.lastIndexOf('/') + 1);
        String glob = test.contains("regex") ? last.replace("\\", "").replace(".*", "*") : last;
        current.add(Wild.ofGlob(glob).replace(Wild.STAR, Wild.TAME));
    }

    private void settle() {
        if (!pruned) {
            anyPrinted |= current.isEmpty();
            printed.addAll(current);
        }
        current.clear();
        pruned = false;
    }

    /** The names for which an action that stands here is meant; none means every name. */
    List<String> here() {
        boolean every =
                current.stream()
                        .anyMatch(name -> name.chars().allMatch(c -> Wild.isMark(c) || c == '.'));
        return every ? List.of() : List.copyOf(current);
    }

    /** The names that are printed at the end; none means every name. */
    List<String> atEnd() {
        settle();
        return anyPrinted ? List.of() : List.copyOf(printed);
    }
}
