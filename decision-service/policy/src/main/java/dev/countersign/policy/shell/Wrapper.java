package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import dev.countersign.policy.program.Programs;
import java.util.List;
import java.util.regex.Pattern;

/** Programs that run the command in their arguments. */
final class Wrapper {
    /** How a multiplexer is told to press the key that ends a line. */
    private static final Pattern LINE_END = Pattern.compile("\\\\[nr]|\\^[MJ]|\\\\01[25]");

    private final Call call;

    Wrapper(Call call) {
        this.call = call;
    }

    /** {@code nice}, {@code timeout}, {@code command}: the rest of the words is the command. */
    String run() {
        boolean onlyAsks =
                call.program().equals("command")
                        && (call.usage().has("v") || call.usage().has("V"));
        if (onlyAsks) {
            return new Output(call).which();
        }
        return call.invoker().reached(Reach.How.WRAPPED, call.program()).invoke(call.wrapped());
    }

    /** {@code watch}: the rest of the words is joined to a text for a shell. */
    String text() {
        call.shellText(String.join(" ", call.wrapped()), call.program());
        return Flow.UNKNOWN;
    }

    /** A terminal multiplexer runs its last words as a command; which ones depends on much. */
    String anywhere() {
        List<String> arguments = call.arguments();
        for (String word : arguments) {
            if (word.indexOf(' ') > 0) {
                call.shellText(LINE_END.matcher(word).replaceAll("\n"), call.program());
            }
        }
        int first = 0;
        while (first < arguments.size() && !Programs.isKnown(arguments.get(first))) {
            first++;
        }
        if (first < arguments.size()) {
            call.invoker()
                    .reached(Reach.How.POSSIBLE, call.program())
                    .invoke(arguments.subList(first, arguments.size()));
        }
        return Flow.UNKNOWN;
    }
}
