package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import dev.countersign.policy.program.WordTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code npm test}, {@code yarn run x}: the script of that name in a {@code package.json} which an
 * earlier call has written.
 */
final class ProjectScripts {
    private static final Set<String> RUNNING = Set.of("run", "run-script", "rum", "urn");
    private static final Set<String> TESTING = Set.of("t", "tst");

    private static final Set<String> RUNNERS =
            Set.copyOf(WordTable.of("file-content").words("manifest-runners"));

    private final Call call;

    ProjectScripts(Call call) {
        this.call = call;
    }

    static boolean areRunBy(String program) {
        return RUNNERS.contains(program);
    }

    void run() {
        String folder = folder();
        String file = Place.resolve("package.json", folder);
        Environment environment = call.environment();
        Optional<String> name = name();
        if (name.isEmpty() || !environment.isOfEarlierCall(file)) {
            return;
        }
        if (environment.isOfUnknownContent(file)) {
            call.opaque(Opacity.SCRIPT, "package.json");
        }
        String scripts = scripts(environment.textOf(file).orElse(""));
        for (String part : List.of("pre", "", "post")) {
            script(scripts, part + name.get()).ifPresent(text -> run(text, folder));
        }
    }

    private void run(String text, String folder) {
        Environment inside = call.environment().inner();
        inside.changeTo(folder);
        call.invoker().shellText(text, call.program() + " script", inside, Flow.NONE);
    }

    private String folder() {
        String folder = call.environment().cwd();
        for (Reading.Part part : call.reading().parts()) {
            if (part.role() == Role.DIRECTORY) {
                folder = Place.resolve(part.text(), folder);
            }
        }
        return folder;
    }

    private Optional<String> name() {
        List<String> words = call.reading().subcommands();
        if (words.isEmpty() || RUNNING.contains(words.getLast())) {
            return call.operands().stream().findFirst();
        }
        return Optional.of(TESTING.contains(words.getLast()) ? "test" : words.getLast());
    }

    /** Where only additions to the file are known, any of them may be a script. */
    private static String scripts(String text) {
        int start = text.indexOf("\"scripts\"");
        int end = text.indexOf('}', Math.max(0, start));
        return start < 0 ? text : text.substring(start, end < 0 ? text.length() : end);
    }

    private static Optional<String> script(String scripts, String name) {
        Matcher found =
                Pattern.compile(
                                "\""
                                        + Pattern.quote(name)
                                        + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"")
                        .matcher(scripts);
        return found.find() ? Optional.of(plain(found.group(1))) : Optional.empty();
    }

    private static String plain(String json) {
        return json.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\u0026", "&")
                .replace("\\u003c", "<")
                .replace("\\u003e", ">")
                .replaceAll("\\\\(.)", "$1");
    }
}
