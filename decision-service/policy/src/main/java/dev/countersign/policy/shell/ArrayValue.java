package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;

/** The elements of an array; where it is not known which element changes, none is known. */
record ArrayValue(List<String> elements) {
    private static final int MOST = 1_000;

    static ArrayValue of(List<String> elements) {
        return new ArrayValue(elements);
    }

    /** The words between the brackets of an array; {@code [3]=word} says its own place. */
    static List<String> ofWords(List<String> words) {
        boolean placed =
                words.stream()
                        .anyMatch(
                                word ->
                                        word.startsWith(Wild.ONE + "=")
                                                || word.startsWith("[") && word.contains("]="));
        return placed ? List.of(Flow.UNKNOWN) : words;
    }

    /** After {@code name[index]=value}. */
    List<String> with(String index, List<String> value) {
        if (!index.matches("[0-9]{1,4}") || value.size() != 1) {
            return List.of(Flow.UNKNOWN);
        }
        int at = Integer.parseInt(index);
        if (at > elements.size() || at > MOST) {
            return List.of(Flow.UNKNOWN);
        }
        var all = new ArrayList<>(elements);
        if (at == all.size()) {
            all.add(value.getFirst());
        } else {
            all.set(at, value.getFirst());
        }
        return all;
    }
}
