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

/** {@code fd}: where it looks, and what it runs for each file. */
final class Fd {
    private static final Set<String> RUNNING = Set.of("-x", "-X", "--exec", "--exec-batch");
    private static final Set<String> WITH_VALUE =
            Set.of(
                    "-t",
                    "--type",
                    "-e",
                    "--extension",
                    "-E",
                    "--exclude",
                    "-d",
                    "--max-depth",
                    "--min-depth",
                    "--changed-within",
                    "--changed-before",
                    "-S",
                    "--size",
                    "-c",
                    "--color",
                    "-j",
                    "--threads",
                    "-o",
                    "--owner",
                    "--search-path",
                    "--base-directory",
                    "--and",
                    "--max-results",
                    "--exact-depth");

    private static final String TAME = String.valueOf(Wild.TAME);

    private final Call call;
    private final List<String> operands = new ArrayList<>();

    Fd(Call call) {
        this.call = call;
    }

    String run() {
        List<String> words = call.arguments();
        int i = 0;
        while (i < words.size() && !runs(words.get(i))) {
            if (WITH_VALUE.contains(words.get(i))) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                operands.add(words.get(i));
            }
            i++;
        }
        roots().forEach(this::listed);
        if (i >= words.size()) {
            return names();
        }
        while (i < words.size()) {
            i = command(words, i);
        }
        return Flow.UNKNOWN;
    }

    /** Without a pattern every file is meant, with hidden ones only when asked for. */
    private String names() {
        String pattern = operands.isEmpty() ? "" : operands.getFirst();
        String ending = call.usage().values("extension").stream().findFirst().orElse("");
        if (!ending.isEmpty()) {
            return TAME + "." + ending + "\n";
        }
        if (pattern.isEmpty() || pattern.equals(".")) {
            boolean hidden = call.usage().has("hidden") || call.usage().has("unrestricted");
            return TAME + "\n" + (hidden ? NameList.HIDDEN + "\n" : "");
        }
        return call.usage().has("glob")
                ? Wild.ofGlob(pattern) + "\n"
                : NameList.matching(
                        new Call(
                                call.invoker().reading(Flow.of(TAME)),
                                call.program(),
                                call.arguments(),
                                call.reading()),
                        pattern,
                        false);
    }

    /** Also the last of several letters: {@code -Hx}. */
    private static boolean runs(String word) {
        boolean cluster =
                word.matches("-[A-Za-z0-9]+") && (word.endsWith("x") || word.endsWith("X"));
        return RUNNING.contains(word.split("=", 2)[0]) || cluster;
    }

    private List<String> roots() {
        var roots = new ArrayList<>(call.usage().values("search-path"));
        roots.addAll(operands.size() > 1 ? operands.subList(1, operands.size()) : List.of());
        if (roots.isEmpty()) {
            roots.addAll(call.usage().values("base-directory"));
        }
        return roots.isEmpty() ? List.of(".") : roots;
    }

    private int command(List<String> words, int option) {
        int end = option + 1;
        while (end < words.size() && !words.get(end).equals(";")) {
            end++;
        }
        var command = new ArrayList<>(words.subList(Math.min(option + 1, end), end));
        int equals = words.get(option).indexOf('=');
        if (equals > 0) {
            command.addFirst(words.get(option).substring(equals + 1));
        }
        for (String root : roots()) {
            for (String name : names().lines().toList()) {
                call.invoker()
                        .reached(Reach.How.WRAPPED, "fd -x")
                        .invoke(filled(command, found(root, name)));
            }
        }
        return end + 1;
    }

    /** A name of which nothing is known may stand in any folder below, with any more to it. */
    private static String found(String root, String name) {
        return Wild.isWhollyUnknown(name)
                ? root + "/" + Flow.UNKNOWN
                : root + "/" + TAME + "/" + name;
    }

    private static List<String> filled(List<String> command, String found) {
        boolean placed = command.stream().anyMatch(word -> word.matches(".*\\{[./]*\\}.*"));
        var words = new ArrayList<String>();
        for (String word : command) {
            words.add(word.replaceAll("\\{[./]*\\}", found));
        }
        if (!placed && !words.isEmpty()) {
            words.add(found);
        }
        return words;
    }

    private void listed(String root) {
        Place place = Place.of(root, call.environment().cwd());
        call.walker()
                .gathering()
                .add(
                        new Fact.FileAccess(
                                place, Access.LIST, Optional.empty(), call.invoker().reach()));
    }
}
