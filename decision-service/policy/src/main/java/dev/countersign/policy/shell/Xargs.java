package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Reading;
import java.util.ArrayList;
import java.util.List;

/** {@code xargs} and {@code parallel}: operands come from data. */
final class Xargs {
    private static final int MOST_WORDS = 200;

    private final Invoker invoker;
    private final List<String> arguments;
    private final Reading reading;

    Xargs(Invoker invoker, List<String> arguments, Reading reading) {
        this.invoker = invoker;
        this.arguments = arguments;
        this.reading = reading;
    }

    String run() {
        var words =
                new ArrayList<>(
                        arguments.subList(
                                Math.min(reading.wrapped(), arguments.size()), arguments.size()));
        int separator = words.indexOf(":::");
        List<String> data =
                separator >= 0 ? List.copyOf(words.subList(separator + 1, words.size())) : data();
        if (separator >= 0) {
            words.subList(separator, words.size()).clear();
        }
        if (words.isEmpty()) {
            // Without a command xargs echoes, and parallel runs its data.
            return reading.program().equals("parallel")
                    ? invoker.shellText(
                            String.join("\n", data),
                            "parallel",
                            invoker.environment().inner(),
                            Flow.NONE)
                    : Flow.UNKNOWN;
        }
        String placeholder =
                reading.usage().values("replace").stream().findFirst().orElse(placeholder(words));
        Invoker inside = invoker.reached(Reach.How.WRAPPED, reading.program());
        if (!placeholder.isEmpty()) {
            for (String one : data) {
                inside.invoke(words.stream().map(word -> word.replace(placeholder, one)).toList());
            }
            return Flow.UNKNOWN;
        }
        words.addAll(data);
        return inside.invoke(words);
    }

    private String placeholder(List<String> words) {
        boolean usual = reading.usage().has("replace") || reading.program().equals("parallel");
        return usual && words.stream().anyMatch(word -> word.contains("{}")) ? "{}" : "";
    }

    private List<String> data() {
        Flow in = invoker.in();
        boolean fromFile = reading.usage().has("arg-file");
        if (!fromFile && in.isKnown()) {
            boolean lines = reading.usage().has("replace");
            return List.of(in.text().strip().split(lines ? "\n" : "\\s+")).stream()
                    .limit(MOST_WORDS)
                    .toList();
        }
        // What a list of names holds is not known, but it is data of the machine, not of the agent.
        boolean listed = !fromFile && in.given() && Wild.isWhollyUnknown(in.text());
        return List.of(listed ? String.valueOf(Wild.TAME) : Flow.UNKNOWN);
    }
}
