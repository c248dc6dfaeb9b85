package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a makefile: recipes, and what runs while it is read. */
final class Makefile {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*([A-Za-z_.][A-Za-z0-9_.]*)\\s*(!|:{0,3}|\\?|\\+)=\\s*(.*)");
    private static final Pattern ONE_LINE = Pattern.compile("[^\\s=#][^=#]*?:[^=;]*;(.*)");
    private static final Pattern VALUE = Pattern.compile("\\$[({]([A-Za-z_][A-Za-z0-9_]*)[)}]");

    private static final int LONGEST = 4_000;
    private static final Map<String, String> USUAL =
            Map.of(
                    "MAKE", "make", "CC", "cc", "CXX", "c++", "AR", "ar", "LD", "ld", "RM", "rm -f",
                    "PYTHON", "python3", "INSTALL", "install", "GO", "go");

    private final Call call;
    private final Map<String, String> values = new HashMap<>();

    Makefile(Call call) {
        this.call = call;
    }

    /** As {@link #examine}, with the usual meaning of names that it does not define. */
    void examineOfProject(String text) {
        values.putAll(USUAL);
        examine(text);
    }

    void examine(String text) {
        if (Wild.hasUnknown(text)) {
            call.opaque(Opacity.SCRIPT, "makefile");
        }
        evaluated(text);
        text.replace("\\\n", " ").lines().forEach(this::line);
    }

    private void line(String line) {
        if (line.length() > LONGEST) {
            call.opaque(Opacity.LIMIT, "makefile");
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(line);
        Matcher oneLine = ONE_LINE.matcher(line);
        if (line.startsWith("\t")) {
            recipe(line);
        } else if (assignment.matches()) {
            values.put(assignment.group(1), assignment.group(3));
            if (assignment.group(2).equals("!")) {
                recipe(assignment.group(3));
            }
        } else if (oneLine.matches()) {
            recipe(oneLine.group(1));
        }
    }

    private void recipe(String line) {
        String text = filled(line.strip().replaceFirst("^[@+-]+", "")).replace("$$", "$");
        if (values.containsKey("MAKE") && text.indexOf(Wild.ANYTHING) < 0) {
            Reach reach = call.invoker().reach().via(Reach.How.WRAPPED, "make");
            call.walker().text(text, call.environment().inner(), reach, Flow.NONE);
        } else {
            call.shellText(text, "make");
        }
    }

    /** {@code $(shell …)} runs wherever it stands. */
    void evaluated(String text) {
        int start = text.indexOf("shell ");
        while (start >= 0) {
            boolean called = start > 1 && "({".indexOf(text.charAt(start - 1)) >= 0;
            int end = text.indexOf(')', start);
            if (called && end > 0) {
                recipe(text.substring(start + "shell ".length(), end));
            }
            start = text.indexOf("shell ", start + 1);
        }
        text.lines()
                .filter(line -> line.indexOf(';') > 0 && line.length() <= LONGEST)
                .map(ONE_LINE::matcher)
                .forEach(this::run);
    }

    private void run(Matcher oneLine) {
        if (oneLine.matches()) {
            recipe(oneLine.group(1));
        }
    }

    private String filled(String text) {
        return VALUE.matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(
                                                found.group(1), String.valueOf(Wild.TAME))));
    }
}
