package dev.countersign.policy.history;

import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.HashMap;
import java.util.Map;

/** What a target holds after files or folders were copied or moved to it, or into it. */
final class CopiedFiles {
    private final Facts facts;
    private final String target;
    private final String root;
    private final String call;
    private final Map<String, RememberedFile> files = new HashMap<>();
    private boolean tooMany;

    CopiedFiles(Facts facts, String target, String root, String call) {
        this.facts = facts;
        this.target = target;
        this.root = root;
        this.call = call;
    }

    Map<String, RememberedFile> all() {
        return files;
    }

    /** Not all of them are told. */
    boolean areTooMany() {
        return tooMany;
    }

    /** What is written to the source later, the target holds as well. */
    void linked(Place source) {
        arrived(name(source.resolved()), RememberedFile.unknown(call));
    }

    /** A file of the project that nobody wrote in this session stays the project's own. */
    void from(Place source) {
        String path = source.resolved();
        boolean literal = Wild.isLiteral(path);
        String folder = literal ? path : literalFolder(path);
        Map<String, RememberedFile> known = known(folder);
        if (files.size() + known.size() > 4 * Limits.MOST_FILES) {
            tooMany = true;
            return;
        }
        known.forEach(
                (name, file) -> {
                    String rest = name.substring(folder.length());
                    files.put(target + rest, file);
                    files.put(target + "/" + (literal ? name(folder) + rest : name(name)), file);
                });
        if (!literal && !known.isEmpty()) {
            // A pattern that fits one file copies it to the name of the target.
            files.put(target, RememberedFile.unknown(call));
        }
        if (known.isEmpty() && literal && !Place.isWithin(path, root)) {
            arrived(name(path), RememberedFile.unknown(call));
        }
    }

    private void arrived(String name, RememberedFile file) {
        files.put(target, file);
        files.put(target + "/" + name, file);
    }

    private Map<String, RememberedFile> known(String folder) {
        Map<String, RememberedFile> known = facts.history().within(folder);
        facts.notes()
                .written()
                .forEach(
                        (path, text) -> {
                            if (Place.isWithin(path, folder)) {
                                known.put(
                                        path,
                                        Limits.isUnknown(text)
                                                ? RememberedFile.unknown(call)
                                                : RememberedFile.of(text));
                            }
                        });
        return known;
    }

    private static String literalFolder(String path) {
        int mark = 0;
        while (!Wild.isMark(path.charAt(mark))) {
            mark++;
        }
        int slash = path.lastIndexOf('/', mark);
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
