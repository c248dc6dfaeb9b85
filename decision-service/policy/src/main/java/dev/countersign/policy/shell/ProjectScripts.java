package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import dev.countersign.policy.program.WordTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<String> asked = List.of("pre" + name.get(), name.get(), "post" + name.get());
        PackageJson.scripts(environment.textOf(file).orElse(""))
                .filter(script -> asked.contains(script.name()))
                .forEach(script -> run(script.text(), folder));
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
}
