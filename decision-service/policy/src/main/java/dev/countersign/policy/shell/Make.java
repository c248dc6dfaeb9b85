package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code make}: recipes that were written in this call, and what its arguments run. */
final class Make {
    private static final Set<String> INPUTS = Set.of("-", "/dev/stdin", "/dev/fd/0");
    private static final List<String> USUAL = List.of("GNUmakefile", "makefile", "Makefile");

    private static final Pattern INCLUDE = Pattern.compile("(?m)^[-s]?include[ \\t]+(.+)$");
    private static final int DEEPEST = 4;

    private final Call call;
    private final String cwd;

    Make(Call call) {
        this.call = call;
        String folder = call.environment().cwd();
        for (String part : call.usage().values("directory")) {
            folder = Place.resolve(part, folder);
        }
        this.cwd = folder;
    }

    String run() {
        List<String> files = call.usage().values("file");
        files.forEach(this::file);
        if (files.isEmpty()) {
            USUAL.forEach(this::usual);
        }
        new Makefile(call).evaluated(String.join("\n", call.usage().values("eval")));
        call.operands().forEach(this::assignment);
        outside();
        return Flow.UNKNOWN;
    }

    private void file(String name) {
        if (INPUTS.contains(name)) {
            new Makefile(call).examine(call.in().given() ? call.in().text() : "");
        } else if (ProcessFile.is(name)) {
            new Makefile(call).examine(ProcessFile.output(name));
        } else {
            Place place = Place.of(name, cwd);
            new Scripts(call.invoker())
                    .textOf(place)
                    .ifPresent(text -> examine(place, included(text, 0)));
        }
    }

    /** With the makefiles that it takes in, as far as their texts are known. */
    private String included(String text, int depth) {
        return depth > DEEPEST
                ? text
                : INCLUDE.matcher(text)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                found.group()
                                                        + "\n"
                                                        + texts(found.group(1), depth)));
    }

    private String texts(String names, int depth) {
        return Stream.of(names.trim().split("\\s+"))
                .map(name -> Place.resolve(name, cwd))
                .flatMap(path -> call.environment().textOf(path).stream())
                .map(text -> included(text, depth + 1))
                .collect(Collectors.joining("\n"));
    }

    private void usual(String name) {
        Place place = Place.of(name, cwd);
        if (call.environment().textOf(place.resolved()).isPresent()) {
            file(name);
        }
    }

    /** Of a makefile that is at home here only what is asked for runs. */
    private void examine(Place place, String text) {
        if (new Scripts(call.invoker()).isWrittenBefore(place)) {
            List<String> goals =
                    call.operands().stream().filter(word -> word.indexOf('=') < 0).toList();
            boolean known = goals.stream().allMatch(Wild::isLiteral);
            new Makefile(call).examineOfProject(known ? Goals.part(text, goals) : text);
        } else {
            new Makefile(call).examine(text);
        }
    }

    /** {@code NAME=value}: a shell, a compiler, flags; a value may call the shell by itself. */
    private void assignment(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            return;
        }
        String name = word.substring(0, equals).replaceFirst("[:?+!]$", "");
        String value = word.substring(equals + 1);
        new Makefile(call).evaluated(value);
        if (name.equals("SHELL")) {
            call.shellText(value, "make SHELL=");
        } else if (name.equals(".SHELLFLAGS")
                || name.equals("MAKEFLAGS") && value.contains("eval")) {
            call.opaque(Opacity.SHELL_TEXT, word);
        } else if (value.indexOf(' ') > 0) {
            new PossibleCommands(call.invoker(), "make " + name)
                    .among(new ArrayList<>(List.of(value)));
        } else if (value.startsWith("/") && Character.isUpperCase(name.charAt(0))) {
            new ExecutingVariables(call.walker(), call.environment(), call.invoker().reach())
                    .assigned(name, List.of(value));
        }
    }

    /** The recipes of another folder are not the project's. */
    private void outside() {
        String root = call.environment().root();
        boolean known = Wild.isLiteral(cwd) && !root.isEmpty();
        Optional<String> folder = call.usage().values("directory").stream().findFirst();
        if (folder.isPresent() && !(known && Place.isWithin(cwd, root))) {
            call.opaque(Opacity.SCRIPT, "make -C " + folder.get());
        }
        for (String included : call.usage().values("include-dir")) {
            if (!Place.isWithin(Place.resolve(included, cwd), root)) {
                call.opaque(Opacity.SCRIPT, "make -I " + included);
            }
        }
    }
}
