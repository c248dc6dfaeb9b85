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
import java.util.Set;

/**
 * Running a file: what this call or an earlier one of the session has written into it is examined,
 * what lies elsewhere is not known.
 */
final class Scripts {
    /** What {@code env} is asked for in most scripts. */
    private static final Set<String> PLAIN = Set.of("sh", "bash", "dash", "zsh", "ksh");

    private final Invoker invoker;

    Scripts(Invoker invoker) {
        this.invoker = invoker;
    }

    /** Runs a file as a shell script, or by the interpreter that its first line names. */
    String run(Place place, List<String> arguments) {
        if (ProcessFile.is(place.written())) {
            String output = ProcessFile.output(place.written());
            return invoker.shellText(output, place.show(), inside(place, arguments), invoker.in());
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
        return examine(text.get(), place, place.show(), inside(place, arguments), invoker.in());
    }

    /** The script knows its own name. */
    private Environment inside(Place place, List<String> arguments) {
        var words = new ArrayList<>(List.of(place.written()));
        words.addAll(arguments);
        return invoker.environment().withArguments(words);
    }

    /** Reports the access; the text when it is known. */
    Optional<String> textOf(Place place) {
        invoker.walker()
                .gathering()
                .add(new Fact.FileAccess(place, Access.EXECUTE, Optional.empty(), invoker.reach()));
        Environment environment = invoker.environment();
        boolean unknown = environment.isOfUnknownContent(place.resolved());
        Optional<String> text = unknown ? Optional.empty() : environment.textOf(place.resolved());
        if (unknown || text.isEmpty() && !isOfTheProject(place)) {
            invoker.walker().opaque(Opacity.SCRIPT, place.written(), invoker.reach());
        }
        return text;
    }

    /**
     * Whether an earlier call wrote the file into the working directory. Agents write programs and
     * run them all day: of such code only what it certainly does counts.
     */
    boolean isWrittenBefore(Place place) {
        String root = invoker.environment().root();
        return invoker.environment().isOfEarlierCall(place.resolved())
                && !root.isEmpty()
                && Place.isWithin(place.resolved(), root);
    }

    /**
     * Examines the text of a file as shell. Where an earlier call wrote it, a word in it that is
     * not known is like any variable.
     */
    String examine(String text, Place place, String through, Environment inside, Flow in) {
        boolean words = text.indexOf(Wild.ANYTHING) < 0;
        return words && inside.isOfEarlierCall(place.resolved())
                ? invoker.walker()
                        .text(text, inside, invoker.reach().via(Reach.How.WRAPPED, through), in)
                : invoker.shellText(text, through, inside, in);
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

    /**
     * The words of the first line that names another interpreter than a shell: a program and, as
     * the system hands it on, one word for the rest.
     */
    private static List<String> interpreter(String text) {
        if (!text.startsWith("#!")) {
            return List.of();
        }
        String[] words = text.lines().findFirst().orElse("").substring(2).trim().split("\\s+", 2);
        boolean shell = words[0].endsWith("sh") || words.length == 2 && PLAIN.contains(words[1]);
        return shell ? List.of() : List.of(words);
    }
}
