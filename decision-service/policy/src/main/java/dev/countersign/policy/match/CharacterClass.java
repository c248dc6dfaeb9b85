package dev.countersign.policy.match;

import java.util.HashSet;
import java.util.Set;

/** {@code [a-z]} or {@code [!a-z]} in a pattern. */
record CharacterClass(boolean negated, String content) {
    /** Where the class that opens here closes, or -1 when it does not. */
    static int end(String pattern, int open) {
        int i = open + 1;
        if (i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^')) {
            i++;
        }
        return pattern.indexOf(']', i + 1);
    }

    static CharacterClass of(String inner) {
        boolean negated = inner.startsWith("!") || inner.startsWith("^");
        return new CharacterClass(negated, negated ? inner.substring(1) : inner);
    }

    /** Characters among which there is one for each way in which it answers. */
    Set<Character> bounds() {
        var bounds = new HashSet<Character>();
        for (int i = 0; i < content.length(); i++) {
            char character = content.charAt(i);
            bounds.add(character);
            bounds.add((char) (character - 1));
            bounds.add((char) (character + 1));
        }
        return bounds;
    }

    boolean contains(char character) {
        boolean found = false;
        for (int i = 0; i < content.length() && !found; i++) {
            if (i + 2 < content.length() && content.charAt(i + 1) == '-') {
                found = character >= content.charAt(i) && character <= content.charAt(i + 2);
                i += 2;
            } else {
                found = character == content.charAt(i);
            }
        }
        return found != negated;
    }
}
