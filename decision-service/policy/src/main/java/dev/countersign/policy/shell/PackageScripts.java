package dev.countersign.policy.shell;

import dev.countersign.policy.program.WordTable;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts of a {@code package.json} that a package manager runs. */
final class PackageScripts {
    private static final WordTable TABLE = WordTable.of("obeyed-files");
    private static final Pattern SCRIPTS = Pattern.compile("\"scripts\"\\s*:\\s*\\{([^}]*)\\}?");
    private static final Pattern SCRIPT =
            Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Call call;
    private final String path;

    PackageScripts(Call call, String path) {
        this.call = call;
        this.path = path;
    }

    void examine(String text) {
        Set<String> asked = asked();
        Matcher scripts = SCRIPTS.matcher(text);
        while (scripts.find()) {
            SCRIPT.matcher(scripts.group(1))
                    .results()
                    .filter(script -> asked.contains(script.group(1)))
                    .forEach(script -> run(script.group(1), script.group(2)));
        }
    }

    /**
     * A script runs with those before and after it; an installation runs its own. Those that are
     * named in a file of an earlier call are the matter of {@link ProjectScripts}.
     */
    private Set<String> asked() {
        var names = new HashSet<>(TABLE.words("lifecycle"));
        if (call.environment().isOfEarlierCall(path)) {
            return names;
        }
        for (String word : call.arguments()) {
            if (!word.startsWith("-")) {
                names.add(word);
                names.add("pre" + word);
                names.add("post" + word);
            }
        }
        return names;
    }

    private void run(String name, String text) {
        call.shellText(text.replace("\\\"", "\"").replace("\\\\", "\\"), "script " + name);
    }
}
