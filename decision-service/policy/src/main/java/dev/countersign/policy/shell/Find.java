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

/** {@code find}: where it looks, what it deletes, what it runs for each file. */
final class Find {
    private static final Set<String> RUNNING = Set.of("-exec", "-execdir", "-ok", "-okdir");
    private static final Set<String> WRITING = Set.of("-fprint", "-fprint0", "-fprintf", "-fls");

    private final Invoker invoker;
    private final List<String> arguments;
    private final List<String> roots = new ArrayList<>();
    private String name = "";

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
        return Flow.UNKNOWN;
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
            roots.forEach(root -> file(root, Access.DELETE_TREE));
        } else if (WRITING.contains(word) && hasNext) {
            file(arguments.get(i + 1), Access.WRITE);
            return i + 2;
        } else if ((word.equals("-name") || word.equals("-iname")) && hasNext) {
            name = arguments.get(i + 1);
            return i + 2;
        }
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
        for (String root : roots) {
            String found = root + "/" + Flow.UNKNOWN + pattern();
            invoker.reached(Reach.How.WRAPPED, "find -exec")
                    .invoke(words.stream().map(word -> word.replace("{}", found)).toList());
        }
        return end + 1;
    }

    private String pattern() {
        return name.isEmpty() ? "" : "/" + name.replace('*', Wild.STAR).replace('?', Wild.ONE);
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
