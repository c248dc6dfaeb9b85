package dev.countersign.policy.history;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.WordTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The files that a call writes, with what they hold afterwards. What a program of the project makes
 * (a compiler, a formatter) is the project's own as before; what a file of another name held before
 * goes with it.
 */
final class WrittenFiles {
    private static final WordTable TABLE = WordTable.of("file-content");

    private final Facts facts;
    private final String root;
    private final String call;
    private final Map<String, RememberedFile> files = new HashMap<>();
    private final Map<Integer, List<Fact.Invocation>> programs = new HashMap<>();

    WrittenFiles(Facts facts, String root, String call) {
        this.facts = facts;
        this.root = root;
        this.call = call;
    }

    Map<String, RememberedFile> all() {
        for (Fact fact : facts.all()) {
            if (fact instanceof Fact.FileAccess file && CallLabels.writes(file.access())) {
                written(file);
            }
        }
        // What the examination has followed to the letter is known better.
        facts.notes().written().forEach(this::written);
        return files;
    }

    private void written(String path, String text) {
        remember(
                path,
                Limits.isUnknown(text) ? RememberedFile.unknown(call) : RememberedFile.of(text));
    }

    private void remember(String path, RememberedFile file) {
        String name = path.replace(Wild.STAR, Wild.ANYTHING).replace(Wild.ONE, Wild.ANYTHING);
        if (isLocated(name)) {
            files.put(name, Wild.isLiteral(path) ? file : file.withoutText());
        }
    }

    /**
     * Something of its name or its folder is known. A file of which nothing is known could be every
     * script of the project, and none could be run any more.
     */
    private boolean isLocated(String path) {
        if (Wild.isLiteral(path)) {
            return true;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean named = name.chars().filter(c -> !Wild.isMark((char) c)).count() > 1;
        int mark = 0;
        while (!Wild.isMark(path.charAt(mark))) {
            mark++;
        }
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/', mark)));
        return named || !folder.isEmpty() && !Place.isWithin(root, folder);
    }

    private void written(Fact.FileAccess file) {
        String path = file.place().resolved();
        Optional<Fact.Invocation> program = program(file);
        if (program.filter(one -> TABLE.hasExactly("linking", one.program())).isPresent()) {
            copied(file, CopiedFiles::linked);
        } else if (program.filter(one -> TABLE.hasExactly("copying", one.program())).isPresent()) {
            // Where files arrive in a folder is told with the folder.
            if (file.access() != Access.CREATE) {
                copied(file, CopiedFiles::from);
            }
        } else if (isForeign(program)) {
            remember(path, RememberedFile.unknown(call));
        } else if (facts.history().files().containsKey(path)) {
            remember(path, facts.history().files().get(path).altered(call));
        } else if (program.filter(one -> TABLE.hasExactly("editing", one.program())).isPresent()) {
            remember(path, RememberedFile.alteredByTheProject(call));
        }
    }

    private void copied(Fact.FileAccess target, BiConsumer<CopiedFiles, Place> arrives) {
        String path = target.place().resolved();
        var copies = new CopiedFiles(facts, path, root, call);
        facts.together(target).stream()
                .filter(Fact.FileAccess.class::isInstance)
                .map(Fact.FileAccess.class::cast)
                .filter(source -> isSource(source, target))
                .map(Fact.FileAccess::place)
                .distinct()
                .forEach(source -> arrives.accept(copies, source));
        RememberedFile before = facts.history().files().get(path);
        if (before != null) {
            remember(path, before.altered(call));
        }
        copies.all().forEach(this::remember);
        if (copies.areTooMany()) {
            files.put(History.ANY_FILE, RememberedFile.unknown(call));
        }
    }

    private static boolean isSource(Fact.FileAccess source, Fact.FileAccess target) {
        boolean taken =
                switch (source.access()) {
                    case READ, READ_TREE, DELETE, LINK -> true;
                    case LIST, WRITE, APPEND, CREATE, DELETE_TREE, CHANGE_MODE, EXECUTE -> false;
                };
        return taken && !source.place().equals(target.place());
    }

    private Optional<Fact.Invocation> program(Fact.FileAccess file) {
        return programs.computeIfAbsent(file.reach().origin(), origin -> programs(file)).stream()
                .filter(one -> file.reach().isWithin(one.reach()))
                .reduce((outer, inner) -> inner);
    }

    private List<Fact.Invocation> programs(Fact.FileAccess file) {
        return facts.together(file).stream()
                .filter(Fact.Invocation.class::isInstance)
                .map(Fact.Invocation.class::cast)
                .toList();
    }

    /** A notebook, or a program of which the table says that its texts are its own. */
    private boolean isForeign(Optional<Fact.Invocation> program) {
        return facts.action().tool().equals("NotebookEdit")
                || program.filter(one -> TABLE.hasExactly("writing", one.program())).isPresent();
    }
}
