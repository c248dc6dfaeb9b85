package dev.countersign.policy.shell;

import dev.countersign.policy.powershell.PowerShellWord;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.WordTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call of a command of PowerShell: parameters written out, files in the form of other systems.
 */
final class Cmdlet {
    private static final WordTable TABLE = WordTable.of("powershell");

    /** Commands without a table: what they do follows from their words alone. */
    private static final Set<String> SPECIAL =
            Set.of("Invoke-Expression", "Set-Alias", "New-Alias", "Invoke-History");

    private static final Map<String, String> NAMES = names();

    private final String name;
    private final List<String> files;
    private final boolean first;
    private final List<String> words = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private boolean onlyAsks;

    Cmdlet(String name, List<PowerShellWord> arguments, List<String> files, boolean first) {
        this.name = name;
        this.files = files;
        this.first = first;
        words.add(name);
        int i = 0;
        while (i < arguments.size()) {
            i = take(arguments, i);
        }
        boolean piped = !first && values.isEmpty() && TABLE.has("takers", name);
        if (piped) {
            List<String> taken = files.isEmpty() ? List.of(Flow.UNKNOWN) : files;
            words.addAll(taken);
        }
    }

    /** Whether the name is an alias even on systems that have a program of that name. */
    static boolean isAliasEverywhere(String name) {
        return TABLE.has("everywhere", name.toLowerCase(Locale.ROOT));
    }

    /** The command that a name stands for, in any letter case and through any alias. */
    static Optional<String> named(String written) {
        String plain = written.substring(written.lastIndexOf('\\') + 1);
        return Optional.ofNullable(NAMES.get(plain.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> names() {
        var names = new HashMap<String, String>();
        var all = new ArrayList<>(SPECIAL);
        Programs.names().stream()
                .filter(name -> name.matches("[A-Z][A-Za-z]*-.*"))
                .forEach(all::add);
        for (String name : all) {
            names.put(name.toLowerCase(Locale.ROOT), name);
            for (String alias : TABLE.wordsIfAny("aliases." + name)) {
                names.put(alias.toLowerCase(Locale.ROOT), name);
            }
        }
        return names;
    }

    /** Separators, drives and the registry as absolute paths. */
    static String path(String word) {
        if (word.contains("://")) {
            return word;
        }
        String slashes = word.replace('\\', '/');
        return slashes.matches("(?s)[A-Za-z][A-Za-z0-9]*:.*") ? "/" + slashes : slashes;
    }

    private int take(List<PowerShellWord> arguments, int i) {
        PowerShellWord word = arguments.get(i);
        if (!word.isParameter()) {
            if (word.block().isEmpty()) {
                words.add(path(word.text()));
                values.add(word.text());
            }
            return i + 1;
        }
        String[] parts = word.text().substring(1).split(":", 2);
        String written = parts[0].toLowerCase(Locale.ROOT);
        boolean off = parts.length == 2 && parts[1].equalsIgnoreCase("$false");
        if (written.equals("whatif") || written.equals("wi")) {
            onlyAsks |= !off;
            return i + 1;
        }
        if (TABLE.has("common", written)) {
            return i + (parts.length == 2 ? 1 : 2);
        }
        if (!TABLE.has("switches", written) && !off) {
            words.add(spelled(written).orElse("-" + parts[0]));
            if (parts.length == 2 && !parts[1].equalsIgnoreCase("$true")) {
                words.add(path(parts[1]));
                values.add(parts[1]);
            }
        }
        return i + 1;
    }

    /** The parameter that begins like this; of several the first, for they differ little. */
    private Optional<String> spelled(String start) {
        return Programs.spellings(name).stream()
                .filter(spelling -> spelling.startsWith("-") && !spelling.startsWith("--"))
                .filter(
                        spelling ->
                                spelling.substring(1).toLowerCase(Locale.ROOT).startsWith(start))
                .min(java.util.Comparator.comparing(String::length).thenComparing(s -> s));
    }

    String name() {
        return name;
    }

    List<String> words() {
        return words;
    }

    /** What is no parameter, as written; values of parameters among it. */
    List<String> values() {
        return values;
    }

    /** {@code -WhatIf}: nothing happens. */
    boolean onlyAsks() {
        return onlyAsks;
    }

    boolean listsVariables() {
        return name.startsWith("Get-")
                && values.stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith("env:"));
    }

    List<String> handsOn() {
        if (!TABLE.has("finders", name)) {
            return List.of();
        }
        boolean tree = words.contains("-Recurse");
        List<String> found = values.isEmpty() ? (first ? List.of(".") : files) : values;
        return found.stream()
                .map(Cmdlet::path)
                .map(path -> tree ? path + "/" + Flow.UNKNOWN : path)
                .toList();
    }
}
