package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.regex.Pattern;

/** Variables that an arithmetic expression changes: afterwards they hold some number. */
final class Counting {
    private static final Pattern CHANGED =
            Pattern.compile(
                    "([A-Za-z_]\\w{0,200}+)(?:\\[[^\\]]{0,200}+\\])?\\s{0,9}+(?:\\+\\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))"
                            + "|(?:\\+\\+|--)\\s{0,9}+([A-Za-z_]\\w{0,200}+)");

    private final Environment environment;

    Counting(Environment environment) {
        this.environment = environment;
    }

    void in(String expression) {
        if (expression.indexOf('=') < 0
                && !expression.contains("++")
                && !expression.contains("--")) {
            return;
        }
        var changed = CHANGED.matcher(expression);
        while (changed.find()) {
            String name = changed.group(1) == null ? changed.group(2) : changed.group(1);
            environment.assign(name, List.of(String.valueOf(Wild.TAME)));
        }
    }
}
