package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import java.util.List;

/** Words that change the folder or the arguments of the shell itself. */
final class ShellState {
    private final Call call;

    ShellState(Call call) {
        this.call = call;
    }

    String changeFolder() {
        Environment environment = call.environment();
        String target = call.operands().isEmpty() ? "~" : call.operands().getFirst();
        environment.changeTo(
                call.program().equals("popd") || target.equals("-")
                        ? environment.before()
                        : Place.resolve(target, environment.cwd()));
        return "";
    }

    /** {@code set -- words} and {@code shift}. */
    String set() {
        List<String> arguments = call.arguments();
        Environment environment = call.environment();
        if (call.usage().has("a") || call.usage().values("o").contains("allexport")) {
            environment.exportAll();
        }
        int dashes = arguments.indexOf("--");
        if (dashes >= 0) {
            environment.positional(arguments.subList(dashes + 1, arguments.size()));
        } else if (!arguments.isEmpty()
                && !arguments.getFirst().startsWith("-")
                && !arguments.getFirst().startsWith("+")) {
            environment.positional(arguments);
        } else if (arguments.isEmpty() && call.program().equals("set")) {
            new Surroundings(call).list();
        }
        if (call.program().equals("shift") && !environment.positional().isEmpty()) {
            environment.positional(
                    environment.positional().subList(1, environment.positional().size()));
        }
        return "";
    }
}
