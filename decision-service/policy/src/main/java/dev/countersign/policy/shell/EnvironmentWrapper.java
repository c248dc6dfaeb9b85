package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import java.util.List;

/** {@code env} and {@code sudo}: assignments, then the command. */
final class EnvironmentWrapper {
    private final Call call;

    EnvironmentWrapper(Call call) {
        this.call = call;
    }

    String run() {
        for (String text : call.usage().values("split-string")) {
            call.shellText(text, "env -S");
        }
        List<String> rest = call.wrapped();
        Environment inside = call.environment().inner();
        int i = 0;
        while (i < rest.size() && Declaration.isAssignment(rest.get(i))) {
            int equals = rest.get(i).indexOf('=');
            String name = rest.get(i).substring(0, equals);
            inside.assign(name, List.of(rest.get(i).substring(equals + 1)));
            new ExecutingVariables(call.walker(), inside, call.invoker().reach())
                    .assigned(name, List.of(rest.get(i).substring(equals + 1)));
            i++;
        }
        if (i == rest.size() && !call.usage().has("split-string")) {
            call.tag(Tag.ENV_LIST);
            return Flow.UNKNOWN;
        }
        return call.invoker()
                .within(inside)
                .reached(Reach.How.WRAPPED, call.program())
                .invoke(rest.subList(i, rest.size()));
    }
}
