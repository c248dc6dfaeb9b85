package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.WordTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that a program runs or obeys although nobody names them. What this call or an earlier one
 * of the session has written into one is examined when the program is started; what is certain of
 * it counts.
 */
final class ObeyedFiles {
    private static final WordTable TABLE = WordTable.of("obeyed-files");
    private static final List<String> INTERPRETERS = List.of("python3", "ruby", "node");
    private static final Map<String, List<String>> FILES = files();

    private final Call call;

    ObeyedFiles(Call call) {
        this.call = call;
    }

    private static Map<String, List<String>> files() {
        var files = new HashMap<String, List<String>>();
        for (String program : Programs.names()) {
            List<String> names = TABLE.wordsIfAny("programs." + program);
            if (!names.isEmpty()) {
                files.put(program, names);
            }
        }
        return files;
    }

    void report() {
        for (String name : FILES.getOrDefault(call.program(), List.of())) {
            String path = Place.resolve(name, call.environment().cwd());
            call.environment().textOf(path).ifPresent(text -> obeyed(name, path, text));
        }
    }

    private void obeyed(String name, String path, String text) {
        if (name.equals("package.json")) {
            new PackageScripts(call, path).examine(text);
        } else if (Wild.isWhollyUnknown(text)) {
            unknown(name, path);
        } else if (name.equals("Procfile")) {
            text.lines()
                    .filter(line -> line.indexOf(':') > 0)
                    .forEach(line -> call.shellText(line.substring(line.indexOf(':') + 1), name));
        } else {
            code(name, text);
        }
    }

    /** An earlier call that changed a part of the project's own file left it the project's own. */
    private void unknown(String name, String path) {
        Environment environment = call.environment();
        if (!environment.isOfEarlierCall(path) || environment.isOfUnknownContent(path)) {
            call.opaque(Opacity.SCRIPT, name);
        }
    }

    /** What such code does for certain; settings that merely are code ask no human. */
    private void code(String name, String text) {
        INTERPRETERS.stream()
                .filter(one -> TABLE.has("interpreters." + one, name))
                .flatMap(
                        one ->
                                call
                                        .walker()
                                        .onTrial(
                                                walker ->
                                                        new InlineCode(
                                                                        call.invoker().on(walker),
                                                                        one)
                                                                .examine(text))
                                        .stream())
                .filter(fact -> !(fact instanceof Fact.Opaque))
                .forEach(call.walker().gathering()::add);
    }
}
