package dev.countersign.policy.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a makefile that its goals need: what stands outside of rules, and the rules on the
 * way to the goals. A rule whose targets are not plain names may be needed by any.
 */
final class Goals {
    private static final Pattern RULE = Pattern.compile("([^\\s:=#][^:=#]*)::?(?!=)([^=;]*)(;.*)?");

    private static final Pattern VALUE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*[:?]?=\\s*([^$#]*)");
    private static final Pattern NAME = Pattern.compile("\\$[({]([A-Za-z_][A-Za-z0-9_]*)[)}]");

    private record Rule(List<String> targets, List<String> needs, StringBuilder lines) {
        /** {@code .PHONY} says something about its words and needs none of them. */
        boolean isSpecial() {
            return targets.getFirst().startsWith(".");
        }

        boolean mayBeFor(String goal) {
            return targets.stream()
                    .anyMatch(
                            target ->
                                    target.equals(goal)
                                            || isSpecial()
                                            || target.matches(".*[%$*?].*"));
        }
    }

    private final StringBuilder outside = new StringBuilder();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    private Goals(String makefile) {
        makefile.replace("\\\n", " ").lines().forEach(this::line);
    }

    /**
     * @param goals none: the first rule counts
     */
    static String part(String makefile, List<String> goals) {
        var all = new Goals(makefile);
        boolean open = makefile.contains(".DEFAULT_GOAL") || makefile.contains("define ");
        return open ? makefile : all.needed(goals);
    }

    private void line(String line) {
        Matcher rule = RULE.matcher(line);
        if (line.startsWith("\t") && !rules.isEmpty()) {
            rules.getLast().lines().append(line).append('\n');
        } else if (rule.matches()) {
            rules.add(
                    new Rule(
                            words(filled(rule.group(1))),
                            words(filled(rule.group(2)).replace("|", " ")),
                            new StringBuilder(line).append('\n')));
        } else {
            Matcher value = VALUE.matcher(line);
            if (value.matches()) {
                values.put(value.group(1), value.group(2));
            }
            outside.append(line).append('\n');
        }
    }

    private String filled(String text) {
        return NAME.matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(found.group(1), found.group())));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private String needed(List<String> goals) {
        Deque<String> open = new ArrayDeque<>(goals);
        if (open.isEmpty()) {
            rules.stream()
                    .filter(rule -> !rule.isSpecial())
                    .findFirst()
                    .ifPresent(rule -> open.addAll(rule.targets()));
        }
        Set<String> seen = new HashSet<>();
        Set<Rule> kept = new HashSet<>();
        while (!open.isEmpty()) {
            String goal = open.removeFirst();
            boolean any = goal.indexOf('$') >= 0;
            if (seen.add(goal)) {
                for (Rule rule : rules) {
                    if ((any || rule.mayBeFor(goal)) && kept.add(rule) && !rule.isSpecial()) {
                        open.addAll(rule.needs());
                    }
                }
            }
        }
        rules.stream().filter(kept::contains).forEach(rule -> outside.append(rule.lines()));
        return outside.toString();
    }
}
