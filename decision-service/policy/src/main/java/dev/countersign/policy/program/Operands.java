package dev.countersign.policy.program;

import java.util.ArrayList;
import java.util.List;

/**
 * The roles of operands by their position.
 *
 * @param first roles of the first ones
 * @param rest the role of any more
 * @param last the roles of the last ones, taken before {@code rest} when there are enough operands
 */
record Operands(List<Role> first, Role rest, List<Role> last) {
    static final Operands TEXT = new Operands(List.of(), Role.TEXT, List.of());

    /** Reads {@code "text read..."} or {@code "read... write"}. */
    static Operands of(String words) {
        var first = new ArrayList<Role>();
        var last = new ArrayList<Role>();
        Role rest = Role.TEXT;
        boolean afterRest = false;
        for (String word : words.trim().split(" +")) {
            if (word.endsWith("...")) {
                rest = Role.of(word.substring(0, word.length() - 3));
                afterRest = true;
            } else {
                (afterRest ? last : first).add(Role.of(word));
            }
        }
        return new Operands(List.copyOf(first), rest, List.copyOf(last));
    }

    Role at(int index, int count) {
        if (index < first.size()) {
            return first.get(index);
        }
        int fromEnd = count - index;
        // A single operand of "read... write" is a source: the place it goes to is the working
        // directory.
        if (fromEnd <= last.size() && count > last.size()) {
            return last.get(last.size() - fromEnd);
        }
        return rest;
    }
}
