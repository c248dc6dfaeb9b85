package dev.countersign.policy.shell;

import dev.countersign.policy.program.WordTable;
import java.util.HashSet;
import java.util.Set;

/** The scripts of a {@code package.json} that a package manager runs. */
final class PackageScripts {
    private static final WordTable TABLE = WordTable.of("obeyed-files");

    private final Call call;
    private final String path;

    PackageScripts(Call call, String path) {
        this.call = call;
        this.path = path;
    }

    void examine(String text) {
        Set<String> asked = asked();
        PackageJson.scripts(text)
                .filter(script -> asked.contains(script.name()))
                .forEach(script -> call.shellText(script.text(), "script " + script.name()));
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
}
