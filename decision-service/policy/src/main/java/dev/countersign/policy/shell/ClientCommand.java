package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database client's own commands: some give the rest of their line to a shell, some read or write
 * files.
 */
final class ClientCommand {
    private static final Set<String> REACHING_OUT =
            Set.of(
                    "\\!",
                    "\\copy",
                    "\\o",
                    "\\out",
                    "\\g",
                    "\\gx",
                    "\\w",
                    "\\i",
                    "\\ir",
                    "\\include",
                    "\\include_relative",
                    "\\gexec",
                    "\\.",
                    "\\T",
                    "\\P",
                    "\\lo_export",
                    "\\lo_import",
                    "\\setenv",
                    "\\password",
                    "\\c",
                    "\\connect",
                    "\\system",
                    "\\e");
    private static final List<String> TO_A_SHELL =
            List.of(
                    "\\!",
                    ".shell ",
                    ".system ",
                    "system ",
                    "!",
                    "\\system",
                    "host ",
                    ".sh ",
                    "pager ",
                    "\\P ");
    private static final List<String> READING =
            List.of(
                    ".read ",
                    "source ",
                    "\\i ",
                    "\\ir ",
                    "\\include ",
                    "\\include_relative ",
                    "\\. ",
                    "@@",
                    ".import ",
                    ".restore ",
                    ".load ",
                    "start ");
    private static final List<String> WRITING =
            List.of(
                    ".output ",
                    ".once ",
                    ".backup ",
                    ".save ",
                    ".dump >",
                    ".excel",
                    "tee ",
                    "\\T ",
                    "\\o ",
                    "\\out ",
                    "\\w ",
                    "spool ",
                    ".log ",
                    "\\g ",
                    "\\gx ",
                    ".clone ");

    private static final Pattern COPIED =
            Pattern.compile("(?i)\\s(from|to)\\s+'?((?!program\\b|std|pstd)[^'\\s]+)");

    private final Invoker invoker;

    ClientCommand(Invoker invoker) {
        this.invoker = invoker;
    }

    static boolean reachesOut(String command) {
        return REACHING_OUT.contains(command);
    }

    /** A line that may be such a command; anything else is left alone. */
    void examine(String line) {
        for (String sign : TO_A_SHELL) {
            if (line.startsWith(sign)) {
                shell(line.substring(sign.length()).strip());
                return;
            }
        }
        if (line.startsWith("\\copy")) {
            copy(line);
        } else if (line.startsWith("\\gexec") || line.startsWith(".load ")) {
            invoker.walker().opaque(Opacity.SQL, line, invoker.reach());
        }
        file(line, READING, Access.READ);
        file(line, WRITING, Access.WRITE);
    }

    private void shell(String text) {
        invoker.shellText(text, "database client", invoker.environment().inner(), Flow.NONE);
    }

    /** {@code \copy t to program 'text'} and {@code \copy t from 'file'}. */
    private void copy(String line) {
        Matcher file = COPIED.matcher(line);
        if (file.find()) {
            touched(
                    file.group(2),
                    file.group(1).equalsIgnoreCase("to") ? Access.WRITE : Access.READ);
        }
        int program = line.toLowerCase(java.util.Locale.ROOT).indexOf(" program ");
        if (program >= 0) {
            shell(unquoted(line.substring(program + " program ".length()).strip()));
        }
    }

    private void file(String line, List<String> signs, Access access) {
        for (String sign : signs) {
            if (line.startsWith(sign)) {
                String rest = unquoted(line.substring(sign.length()).strip());
                if (rest.startsWith("|")) {
                    shell(rest.substring(1).strip());
                } else if (!rest.isEmpty()) {
                    touched(unquoted(rest.split("\\s+", 2)[0]), access);
                }
                return;
            }
        }
    }

    private void touched(String path, Access access) {
        Place place = Place.of(path, invoker.environment().cwd());
        invoker.walker()
                .gathering()
                .add(new Fact.FileAccess(place, access, Optional.empty(), invoker.reach()));
    }

    private static String unquoted(String text) {
        boolean quoted =
                text.length() > 1
                        && "'\"".indexOf(text.charAt(0)) >= 0
                        && text.indexOf(text.charAt(0), 1) > 0;
        return quoted ? text.substring(1, text.indexOf(text.charAt(0), 1)) : text;
    }
}
