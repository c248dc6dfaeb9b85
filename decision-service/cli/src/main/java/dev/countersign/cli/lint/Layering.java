package dev.countersign.cli.lint;

import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.Source;
import dev.countersign.policy.layer.Conflict;
import dev.countersign.policy.layer.Conflicts;
import dev.countersign.policy.layer.Extent;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.lint.Check;
import dev.countersign.policy.lint.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policy files of one folder and of the folders in it, looked at together: what a lower layer
 * may not say, and what it says in vain.
 *
 * @param root the folder of the highest layers
 */
record Layering(Path root, List<Linted> files) {

    /** The files, each with what the others have against it. */
    List<Linted> linted(Surroundings here) {
        Map<String, Linted> byPath = new TreeMap<>();
        files.forEach(file -> byPath.put(path(file, here), file));
        Map<String, List<Finding>> more = more(byPath);
        return byPath.entrySet().stream()
                .map(file -> file.getValue().and(more.getOrDefault(file.getKey(), List.of())))
                .toList();
    }

    private String path(Linted file, Surroundings here) {
        Path whole = here.folder().resolve(file.file()).normalize();
        return root.relativize(whole).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    private static Map<String, List<Finding>> more(Map<String, Linted> byPath) {
        Map<String, String> texts = new TreeMap<>();
        byPath.forEach((path, file) -> texts.put(path, file.text()));
        Map<String, List<Finding>> found = new TreeMap<>();
        try {
            PolicySet set = PolicySet.read(texts);
            for (Conflict conflict : Conflicts.in(set)) {
                // Within one file it is told as a shadowed permission.
                if (!conflict.denied().source().file().equals(conflict.allowed().source().file())) {
                    add(found, conflict.allowed().source(), check(conflict), conflict.text());
                }
            }
            if (set.overrides().size() > PolicySet.MANY_OVERRIDES) {
                add(
                        found,
                        new Source(set.overrides().getLast().policy().name(), 1, 1),
                        Check.TOO_MANY_OVERRIDES,
                        "this is one of %d overrides; more than %d hide what is in force"
                                .formatted(set.overrides().size(), PolicySet.MANY_OVERRIDES));
            }
        } catch (PolicyErrors errors) {
            errors.byFile()
                    .forEach(
                            (path, wrong) ->
                                    wrong.forEach(
                                            error ->
                                                    add(
                                                            found,
                                                            new Source(
                                                                    path,
                                                                    error.line(),
                                                                    error.column()),
                                                            Check.INVALID,
                                                            error.message())));
        }
        return found;
    }

    private static Check check(Conflict conflict) {
        return conflict.extent() == Extent.WHOLE ? Check.CONFLICT : Check.PARTIAL_CONFLICT;
    }

    private static void add(
            Map<String, List<Finding>> found, Source source, Check check, String message) {
        found.computeIfAbsent(source.file(), path -> new ArrayList<>())
                .add(new Finding(check, source, message));
    }
}
