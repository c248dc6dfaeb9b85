package dev.countersign.policy.lint;

import dev.countersign.policy.match.Braces;
import java.util.List;
import java.util.stream.Stream;

/** Texts that a pattern matches, with words in them that no other pattern matches by accident. */
final class GlobSample {
    private GlobSample() {}

    static List<String> paths(String pattern) {
        return Braces.expand(pattern).stream()
                .flatMap(
                        one ->
                                one.contains("*")
                                        ? Stream.of(
                                                filled(one, Probe.WORD, Probe.WORD),
                                                filled(one, "a/" + Probe.WORD, "b" + Probe.WORD))
                                        : Stream.of(filled(one, "", "")))
                .toList();
    }

    static List<String> names(String pattern) {
        return pattern.contains("*")
                ? List.of(
                        filled(pattern, Probe.WORD, Probe.WORD),
                        filled(pattern, "a" + Probe.WORD, "a" + Probe.WORD))
                : List.of(filled(pattern, "", ""));
    }

    /**
     * @param deep stands for any number of segments
     * @param flat stands for a part of a name
     */
    private static String filled(String pattern, String deep, String flat) {
        var filled = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (pattern.startsWith("**", at)) {
                filled.append(deep);
                at += 2;
            } else if (c == '*') {
                filled.append(flat);
                at++;
            } else if (c == '?') {
                filled.append('q');
                at++;
            } else if (c == '[' && pattern.indexOf(']', at + 2) > 0) {
                filled.append(member(pattern.charAt(at + 1)));
                at = pattern.indexOf(']', at + 2) + 1;
            } else if (c == '\\' && at + 1 < pattern.length()) {
                filled.append(pattern.charAt(at + 1));
                at += 2;
            } else {
                filled.append(c);
                at++;
            }
        }
        return filled.toString();
    }

    private static char member(char first) {
        return first == '!' || first == '^' ? '\u00e9' : first;
    }
}
