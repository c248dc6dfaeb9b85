package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import java.util.List;
import java.util.Set;

/** Text given to a shell: as an argument, on its input, or in a file. */
final class ShellProgram {
    private static final Set<String> INPUTS =
            Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    private final Call call;

    ShellProgram(Call call) {
        this.call = call;
    }

    /** {@code sh -c text name arguments}, {@code sh file arguments}, {@code sh < input}. */
    String run() {
        List<String> operands = call.operands();
        if (call.usage().has("n") && !call.usage().has("c")) {
            return checked(operands);
        }
        if (call.usage().has("c")) {
            return command(operands);
        }
        if (!operands.isEmpty()
                && !call.usage().has("s")
                && !INPUTS.contains(operands.getFirst())) {
            return new Scripts(call.invoker().reached(Reach.How.WRAPPED, call.program()))
                    .run(
                            Place.of(operands.getFirst(), call.environment().cwd()),
                            operands.subList(1, operands.size()));
        }
        boolean named = !operands.isEmpty() && INPUTS.contains(operands.getFirst());
        return input(named ? operands.subList(1, operands.size()) : operands);
    }

    /**
     * Only looked at for mistakes: a line that has one is shown, and with {@code -v} each that is
     * read.
     */
    private String checked(List<String> operands) {
        operands.stream().limit(1).forEach(call::read);
        return "";
    }

    private String command(List<String> operands) {
        if (operands.isEmpty()) {
            return "";
        }
        // The first word after the text is $0.
        return call.invoker()
                .shellText(
                        operands.getFirst(),
                        call.program() + " -c",
                        call.environment()
                                .ofChild()
                                .withArguments(operands.subList(1, operands.size())),
                        call.in());
    }

    private String input(List<String> arguments) {
        Flow in = call.in();
        if (!in.given()) {
            return Flow.UNKNOWN;
        }
        if (in.remote()) {
            call.tag(Tag.EXEC_REMOTE_CODE);
        }
        return call.invoker()
                .shellText(
                        in.text(),
                        call.program() + " < input",
                        call.environment().ofChild().withPositional(arguments),
                        Flow.NONE);
    }

    /** {@code source file}: in this shell. */
    String source() {
        if (call.operands().isEmpty()) {
            return "";
        }
        Place place = Place.of(call.operands().getFirst(), call.environment().cwd());
        if (ProcessFile.is(place.written())) {
            return here(ProcessFile.output(place.written()), Flow.NONE);
        }
        if (INPUTS.contains(place.written())) {
            return input(List.of());
        }
        var scripts = new Scripts(call.invoker());
        return scripts.textOf(place)
                .map(
                        text ->
                                scripts.examine(
                                        text, place, call.program(), call.environment(), Flow.NONE))
                .orElse("");
    }

    String eval() {
        return here(String.join(" ", call.arguments()), call.in());
    }

    private String here(String text, Flow in) {
        return call.invoker().shellText(text, call.program(), call.environment(), in);
    }

    String trap() {
        List<String> arguments = call.arguments();
        if (arguments.size() > 1
                && !arguments.getFirst().equals("-")
                && !arguments.getFirst().isEmpty()) {
            call.shellText(arguments.getFirst(), "trap");
        }
        return "";
    }
}
