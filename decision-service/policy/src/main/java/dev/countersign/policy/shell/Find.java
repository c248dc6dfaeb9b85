package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code find}: where it looks, what it deletes, what it runs for each file. */
final class Find {
    private static final Set<String> RUNNING = Set.of("-exec", "-execdir", "-ok", "-okdir");
    private static final Set<String> WRITING = Set.of("-fprint", "-fprint0", "-fprintf", "-fls");

    private static final Set<String> NAMING =
            Set.of("-name", "-iname", "-path", "-ipath", "-wholename", "-regex", "-iregex");

    private final Invoker invoker;
    private final List<String> arguments;
    private final List<String> roots = new ArrayList<>();
    private final FindNames names = new FindNames();

    Find(Invoker invoker, List<String> arguments) {
        this.invoker = invoker;
        this.arguments = arguments;
    }

    String run() {
        int i = readRoots();
        roots.forEach(root -> file(root, Access.LIST));
        while (i < arguments.size()) {
            String word = arguments.get(i);
            if (RUNNING.contains(word)) {
                i = runFor(i + 1);
            } else {
                i = test(word, i);
            }
        }
        List<String> printed = names.atEnd();
        return roots.stream()
                .flatMap(root -> found(root, printed, Wild.TAME).stream())
                .map(path -> path + '\n')
                .collect(Collectors.joining());
    }

    private List<String> found(String root, List<String> asked, char mark) {
        String start = root + "/" + mark;
        if (!asked.isEmpty()) {
            return asked.stream().map(name -> start + "/" + name.replace(Wild.TAME, mark)).toList();
        }
        return holdsProject(root) ? List.of(start, start + "/." + mark) : List.of(start);
    }

    private boolean holdsProject(String root) {
        String cwd = invoker.environment().cwd();
        return !cwd.isEmpty() && Place.isWithin(cwd, Place.resolve(root, cwd));
    }

    private int readRoots() {
        int i = 0;
        while (i < arguments.size() && Set.of("-H", "-L", "-P").contains(arguments.get(i))) {
            i++;
        }
        while (i < arguments.size()
                && !arguments.get(i).startsWith("-")
                && !Set.of("(", "!", ")").contains(arguments.get(i))) {
            roots.add(arguments.get(i++));
        }
        if (roots.isEmpty()) {
            roots.add(".");
        }
        return i;
    }

    private int test(String word, int i) {
        boolean hasNext = i + 1 < arguments.size();
        if (word.equals("-delete")) {
            delete();
        } else if (WRITING.contains(word) && hasNext) {
            file(arguments.get(i + 1), Access.WRITE);
            return i + 2;
        } else if (NAMING.contains(word) && hasNext) {
            names.named(word, arguments.get(i + 1), i > 0 ? arguments.get(i - 1) : "");
            return i + 2;
        }
        names.shape(word, i > 0 ? arguments.get(i - 1) : "");
        return i + 1;
    }

    private int runFor(int first) {
        int end = first;
        while (end < arguments.size()
                && !arguments.get(end).equals(";")
                && !arguments.get(end).equals("+")) {
            end++;
        }
        List<String> words = arguments.subList(first, end);
        roots.stream()
                .flatMap(root -> found(root, names.here(), Wild.STAR).stream())
                .forEach(path -> run(words, path));
        return end + 1;
    }

    /** Everything beneath its roots, or only what has one of the names. */
    private void delete() {
        List<String> asked = names.here();
        if (asked.isEmpty()) {
            roots.forEach(root -> file(root, Access.DELETE_TREE));
            return;
        }
        roots.stream()
                .flatMap(root -> found(root, asked, Wild.STAR).stream())
                .forEach(this::deleteByPattern);
    }

    private void deleteByPattern(String path) {
        file(path, Access.DELETE);
        Place place = Place.of(path, invoker.environment().cwd());
        invoker.walker().gathering().add(Emptying.tag(place, invoker.reach()));
    }

    private void run(List<String> words, String found) {
        invoker.reached(Reach.How.WRAPPED, "find -exec")
                .invoke(words.stream().map(word -> word.replace("{}", found)).toList());
    }

    private void file(String path, Access access) {
        invoker.walker()
                .gathering()
                .add(
                        new Fact.FileAccess(
                                Place.of(path, invoker.environment().cwd()),
                                access,
                                Optional.empty(),
                                invoker.reach()));
    }
}
