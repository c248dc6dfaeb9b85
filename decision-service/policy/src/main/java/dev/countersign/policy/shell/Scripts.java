package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Running a file: what was written into it in the same call is examined, what lies elsewhere is not
 * known.
 */
final class Scripts {
    private final Invoker invoker;

    Scripts(Invoker invoker) {
        this.invoker = invoker;
    }

    /** Runs a file as a shell script, or by the interpreter that its first line names. */
    String run(Place place, List<String> arguments) {
        if (ProcessFile.is(place.written())) {
            return shell(ProcessFile.output(place.written()), place.show(), arguments);
        }
        Optional<String> text = textOf(place);
        if (text.isEmpty()) {
            return Flow.UNKNOWN;
        }
        List<String> interpreter = interpreter(text.get());
        if (!interpreter.isEmpty()) {
            var words = new ArrayList<>(interpreter);
            words.add(place.written());
            words.addAll(arguments);
            return invoker.reached(Reach.How.WRAPPED, place.show()).invoke(words);
        }
        return shell(text.get(), place.show(), arguments);
    }

    /** Reports the access; the text when it is known. */
    Optional<String> textOf(Place place) {
        invoker.walker()
                .gathering()
                .add(new Fact.FileAccess(place, Access.EXECUTE, Optional.empty(), invoker.reach()));
        Optional<String> text = invoker.environment().textOf(place.resolved());
        if (text.isEmpty() && !isOfTheProject(place)) {
            invoker.walker().opaque(Opacity.SCRIPT, place.written(), invoker.reach());
        }
        return text;
    }

    private String shell(String text, String name, List<String> arguments) {
        return invoker.shellText(
                text, name, invoker.environment().withPositional(arguments), invoker.in());
    }

    /**
     * A script inside the working directory is taken for the project's own; every other one is not
     * known.
     */
    private boolean isOfTheProject(Place place) {
        String cwd = invoker.environment().root();
        boolean usual =
                place.resolved().endsWith("/bin/activate")
                        || place.resolved().endsWith("/.nvm/nvm.sh")
                        || place.resolved().endsWith("/.cargo/env")
                        || place.resolved().endsWith("/.sdkman/bin/sdkman-init.sh");
        return !invoker.environment().isFetched(place.resolved())
                && Wild.isLiteral(place.resolved())
                && (usual || !cwd.isEmpty() && Place.isWithin(place.resolved(), cwd));
    }

    /** The words of the first line that names another interpreter than a shell. */
    private static List<String> interpreter(String text) {
        if (!text.startsWith("#!")) {
            return List.of();
        }
        String line = text.lines().findFirst().orElse("");
        var words = new ArrayList<>(List.of(line.substring(2).trim().split("\\s+")));
        while (words.size() > 1
                && (words.getFirst().endsWith("/env") || words.getFirst().startsWith("-"))) {
            words.removeFirst();
        }
        return words.getFirst().endsWith("sh") ? List.of() : words;
    }
}
