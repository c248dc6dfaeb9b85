package dev.countersign.policy.tool;

import dev.countersign.policy.action.Action;
import java.util.List;
import java.util.Map;

/** Whether the texts of an action are texts at all. */
final class Texts {
    private static final int DEEPEST = 64;

    private Texts() {}

    /** No NUL, no half of a surrogate pair, no byte order mark, and not nested without end. */
    static boolean allValid(Action action) {
        return isValid(action.tool()) && isValid(action.cwd()) && allValid(action.input(), 0);
    }

    private static boolean allValid(Object tree, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        return switch (tree) {
            case String text -> isValid(text);
            case List<?> list ->
                    list.stream().allMatch(item -> item == null || allValid(item, depth + 1));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .allMatch(
                                    entry ->
                                            isValid(String.valueOf(entry.getKey()))
                                                    && (entry.getValue() == null
                                                            || allValid(
                                                                    entry.getValue(), depth + 1)));
            default -> true;
        };
    }

    private static boolean isValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0 || character == '\uFEFF' || Character.isLowSurrogate(character)) {
                return false;
            }
            if (Character.isHighSurrogate(character)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(++i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
