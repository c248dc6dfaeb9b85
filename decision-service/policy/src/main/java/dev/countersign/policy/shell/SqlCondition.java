package dev.countersign.policy.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether a change has a condition, and one that does not hold for every row. */
final class SqlCondition {
    private static final Set<String> NO_NAMES =
            Set.of("true", "false", "not", "null", "and", "is", "in", "like", "ilike", "between");
    private static final Set<String> ENDS = Set.of("returning", "order", "limit");

    private SqlCondition() {}

    /** For the {@code delete} or {@code update} at this place among the words. */
    static boolean limits(List<String> words, int verb) {
        int depth = 0;
        for (int i = verb + 1; i < words.size() && depth >= 0; i++) {
            switch (words.get(i)) {
                case "(" -> depth++;
                case ")" -> depth--;
                case "delete" -> {
                    return false;
                }
                case "where" -> {
                    if (depth == 0) {
                        return everyBranchDistinguishes(words, i + 1);
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** Every branch must speak of some column, and say more than that it is itself. */
    private static boolean everyBranchDistinguishes(List<String> words, int from) {
        var branch = new ArrayList<String>();
        int depth = 0;
        for (int i = from; i < words.size() && depth >= 0; i++) {
            String word = words.get(i);
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (depth < 0 || depth == 0 && ENDS.contains(word)) {
                break;
            }
            if (depth == 0 && word.equals("or")) {
                if (!distinguishes(branch)) {
                    return false;
                }
                branch.clear();
            } else {
                branch.add(word);
            }
        }
        return distinguishes(branch);
    }

    private static boolean distinguishes(List<String> branch) {
        int last = branch.size() - 1;
        boolean itself = branch.size() == 3 && branch.getFirst().equals(branch.getLast());
        boolean anything =
                last > 1
                        && branch.get(last).equals("'%")
                        && Set.of("like", "ilike").contains(branch.get(last - 1));
        return branch.stream().anyMatch(SqlCondition::isName) && !itself && !anything;
    }

    private static boolean isName(String word) {
        return word.startsWith("\"")
                || !word.startsWith("'")
                        && !NO_NAMES.contains(word)
                        && Character.isLetter(word.charAt(0));
    }
}
